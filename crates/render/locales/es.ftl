# Español. Glosario: docs/languages.md.

count =
    { $count ->
        [0] Aún no hay publicaciones
        [one] { $number } publicación
        [many] { $number } de publicaciones
       *[other] { $number } publicaciones
    }
skip = Ir a la cobertura en directo
all-coverages = Todas las coberturas en directo
front-title = En directo
front-empty = No hay ninguna cobertura en directo en este momento.
older-coverages = Coberturas anteriores
newest-coverages = Coberturas más recientes

search = Buscar
search-all = Buscar en todas las publicaciones
search-here = Buscar en esta cobertura
search-nothing = Ninguna publicación lo menciona.
search-widened = Ninguna publicación tiene exactamente estas palabras. Se muestran las que tienen palabras que empiezan así.
search-widen = Mostrar publicaciones con palabras que solo empiezan así
search-help = Para encontrar más
search-help-words = Revise la ortografía o quite palabras: una publicación debe tenerlas todas.
search-help-beginning = Con un asterisco, una palabra se busca por su comienzo: elec*
search-help-phrase = Entre comillas, las palabras se buscan una junto a otra: «centro de votación»
search-everywhere = Buscar en todas las coberturas
search-older = Resultados anteriores
search-newest = Resultados más recientes
search-busy = Hay demasiadas búsquedas en este momento
search-busy-note = Inténtelo de nuevo en unos segundos. Las palabras menos frecuentes se encuentran antes.

draft = Borrador
live = En directo
paused = En pausa
ended = Finalizada
paused-note = Esta cobertura en directo está en pausa. Continuará.
ended-note = Esta cobertura en directo ha finalizado.
successor = Seguir nuestra última cobertura

key-points = Las claves
corrections = Correcciones
since = Desde su última visita
since-nothing = Nada ha cambiado.
first-unread = Ir a la primera publicación no leída
since-list = Qué ha cambiado
since-more = Los cambios anteriores no se muestran.
since-ask = Mostrar qué ha cambiado desde que se cargó la página
since-close = Cerrar
news-new = Nuevo
news-withdrawn = Retirado
news-moved = Movido
go-deeper = Para saber más
pinned = Fijada
posts = Lo último
key-event = Momento clave
untitled = Publicación,
updated = Actualizado
corrected = Corregido
clarified = Aclarado
correction = Corrección
clarification = Aclaración
update = Actualización
withdrawn = Esta publicación ha sido retirada
redacted = Esta publicación ha sido eliminada
redacted-legal = Su texto se ha eliminado del registro por razones legales.
redacted-safety = Su texto se ha eliminado del registro por la seguridad de una persona.
redacted-privacy = Su texto se ha eliminado del registro para proteger la intimidad.
medium-gone-legal = Se ha eliminado una imagen o un vídeo por razones legales.
medium-gone-safety = Se ha eliminado una imagen o un vídeo por la seguridad de una persona.
medium-gone-privacy = Se ha eliminado una imagen o un vídeo para proteger la intimidad.
contributors = Han contribuido a esta publicación:
permalink = Enlace a esta publicación
related = Relacionado
video = Vídeo
view-original = Ver el original
player = Cargar desde { $site }
player-note = Así { $whom } sabrá que usted lee esto y podrá guardar cookies. Antes no se le comunica nada.
background = Contexto
table = Tabla
# In the text form, before what a picture shows.
picture = Imagen
text-only = Solo texto
with-pictures = Con imágenes
picture-before = Imagen anterior
picture-after = Imagen siguiente
gallery = Imágenes
before = Antes
after = Después
slider = Cuánto se ve de la imagen anterior
line-chart = Gráfico de líneas
bar-chart = Gráfico de barras
step-chart = Gráfico escalonado
numbers = Los números
map = Mapa
on-map = Lo que muestra el mapa
source = Fuente:
map-data = Mapa: Natural Earth
kilometres = km
older = Publicaciones anteriores
newest = Publicaciones más recientes
older-page = publicaciones anteriores
part-of = Parte de nuestra cobertura:
whole-coverage = Ver toda la cobertura
feeds = Seguir esta cobertura en otros sitios

# What readers were told openly, and what became of posts and coverages.
all-corrections = Todas las correcciones
corrections-note = Lo que se corrigió, aclaró, amplió o retiró, lo más reciente primero.
corrections-none = Hasta ahora no se ha corregido nada.
corrections-older = Correcciones anteriores
corrections-newest = Correcciones más recientes
history = Historial
history-of-post = Historial de esta publicación
history-of-coverage = Historial de esta cobertura
history-note = Todas las versiones desde que se publicó, la más reciente primero, y en qué se diferencian de la anterior.
history-older = Versiones anteriores
history-newest = Versiones más recientes
history-published = Publicado
history-silent = Modificado sin aviso
history-pinned = Fijado arriba
history-unpinned = Ya no está fijado arriba
history-blanked = Eliminado del registro
history-gone = El texto de una publicación retirada ya no se muestra.
history-hidden = Lo que se modificó no se muestra aquí.
history-alike = El texto es el mismo.
history-marks = Solo se modificaron enlaces o énfasis.
unchanged = Sin cambios
added = añadido
removed = eliminado
altered = modificado
headline = Titular
standfirst = Entradilla
status = Estado
label = Etiqueta
importance = Importancia
byline = Firma
dateline = Lugar
credits = Colaboradores
links = Enlaces
embed = Publicación incrustada
chart = Gráfico
rule = Línea divisoria

# How a coverage stood at another moment.
moments = Máquina del tiempo
as-of = Tal como estaba el { $moment }
as-of-change = Esta es la página tras el cambio { $change }.
as-of-note = Lo que se ha retirado desde entonces ya no se muestra.
as-of-now = La página tal como está ahora
previous-change = Cambio anterior
next-change = Cambio siguiente
first-read = Tal como estaba cuando usted la leyó por primera vez
to-change = Cambio
to-time = Hora
show-then = Mostrar
page-then = La página en ese momento
withheld = Lo que decía entonces esta publicación no se muestra aquí

# How a record is checked.
comes-from = Fuente:
source-followed = La fuente hace esta cobertura, que aquí se reproduce sin cambios.
source-stopped = La fuente hace esta cobertura. Lo último que publicó no se muestra aquí: no se pudo verificar.
source-left = Se tomó de allí y ya no se actualiza desde allí.
proof = Comprobar el registro
proof-title = ¿Se ha cambiado algo sin decirlo?
proof-what = Todo lo que dice esta cobertura está en un registro al que solo se añade.
proof-leaf = Cada cambio tiene una huella, hecha de su lugar, su hora y sus palabras: quien altera una sola letra altera la huella.
proof-root = Todas las huellas juntas dan otra, encima, que pasa a ser distinta en cuanto cambia alguna de ellas.
proof-signed = La redacción firma esa con su clave, junto con el número de cambios: eso es un punto de control.
proof-reads = «Comprobar ahora» lee todos los cambios en su navegador, calcula allí las huellas y las compara con la firmada.
proof-device = Después su dispositivo guarda el punto de control y no se lo dice a nadie.
proof-later = Cuando vuelva a comprobar, verá si todo lo que había antes sigue ahí, palabra por palabra.
proof-gone = Las palabras de las publicaciones retiradas ya no se muestran, pero sus huellas quedan: dicen que hubo algo, y cuándo.
proof-limit = Lo que una comprobación no puede mostrar es si algo era cierto cuando se escribió.
proof-others = Guarde el punto de control o déselo a otra persona: muestra lo que había aquí aunque este sitio se sustituyera por otro.
proof-now = El punto de control actual
proof-keys = Claves que firman
proof-check = Comprobar ahora
proof-save = Guardar el punto de control
proof-program = Lo mismo, con un programa:
proof-checking = Comprobando…
proof-holds = Todo concuerda
proof-order = Cambios en orden y sin huecos
proof-fits = Cambios cuyas palabras corresponden a su huella
proof-withheld = Cambios cuyas palabras no se muestran y cuya huella permanece
proof-signer = Firmado con la clave
proof-unsigned = Este navegador no puede comprobar firmas; todo lo demás se ha comprobado.
proof-kept = Todo lo que había cuando este dispositivo comprobó por última vez está ahí, sin cambios
proof-first = Este dispositivo guarda el punto de control y comparará con él la próxima comprobación.
proof-rekeyed = Firma otra clave que cuando este dispositivo comprobó por última vez. La redacción puede decir por qué.
proof-broken = Esto no se sostiene
proof-altered = Se alteró un cambio
proof-gap = Falta un cambio o está en otro lugar
proof-other = Los cambios no son los que se firmaron.
proof-unsaid = El punto de control no está firmado con ninguna clave de este registro.
proof-rewritten = Se alteró o eliminó algo que había cuando este dispositivo comprobó por última vez
proof-unknown = No se ha podido averiguar. Vuelva a intentarlo más tarde.
proof-insecure = Solo se puede averiguar por una conexión segura (https).

choice = Orden y selección de publicaciones
newest-first = Más recientes primero
oldest-first = Más antiguas primero
all-posts = Todas las publicaciones
key-events = Momentos clave
nothing-chosen = Todavía no hay ninguna publicación así.
see-all = Ver todas las publicaciones
newer = Publicaciones más recientes
oldest = Primeras publicaciones
series = Coberturas anterior y siguiente
previous = Antes
next = Después
time-unknown = hora desconocida
in-context = Leerla entre las demás
share = Compartir
copied = Enlace copiado
not-copied = No se pudo copiar el enlace: está al pie de la publicación
loading = Cargando…
not-loaded = No se pudieron cargar las publicaciones. Reintentar
keys = Atajos de teclado
key-next = Publicación siguiente
key-previous = Publicación anterior
key-help = Mostrar estos atajos
key-close = Cerrar
keys-on = Usar estas teclas

new-updates =
    { $count ->
        [one] { $number } publicación nueva
        [many] { $number } de publicaciones nuevas
       *[other] { $number } publicaciones nuevas
    }
mode-connecting = Conectando
mode-live = Las novedades aparecen al instante
mode-polling = Se buscan novedades cada pocos segundos
mode-offline = Sin conexión: se intenta de nuevo
mode-paused = Actualizaciones en pausa
pause = Pausar actualizaciones
resume = Reanudar actualizaciones

# What a device says that shows a page as it kept it, and where it kept none.
saved = Sin conexión. Esta página se guardó a las { $time }.
try-again = Intentar de nuevo
offline-title = Esta página no está guardada en este dispositivo
offline-note = Ahora no hay conexión con el servidor. Las páginas leídas hace poco se pueden leer sin conexión.
offline-kept = Guardadas en este dispositivo

no-page = Esta página no existe aquí
no-coverage = Esta cobertura no existe aquí
no-part = Esta parte de la cobertura no existe
no-post = Esta publicación no existe en esta cobertura
no-moment = Esto no designa ningún momento de esta cobertura
no-moment-note = Un momento es el número de un cambio, como 17, o una hora, como 2026-03-01T09:30 o 2026-03-01T09:30:00Z.
too-early = En ese momento aún no había nada que leer aquí
too-early-note = Esta cobertura todavía no era visible.
not-yet = Eso aún no ha ocurrido
not-yet-note = Ese cambio no existe por ahora, o la hora está por llegar.
no-feed = Solo hay canales en rss, atom y json
no-picture = Esta imagen no existe aquí
broken-picture = Esta imagen no se puede mostrar
missing-note = Puede que la dirección esté mal escrita o que la página nunca se haya publicado.
broken-page = Algo ha fallado aquí
broken-note = No se ha podido preparar la página; el fallo es nuestro y ha quedado registrado. Puede que funcione dentro de un momento.
slow-page = Esta página tarda demasiado
slow-note = Ahora mismo hay demasiado que hacer. Puede que funcione dentro de un momento.
live-now = En directo ahora
no-posts-yet = Aún no se ha publicado nada. La primera publicación aparecerá aquí por sí sola.

language-name = Español
languages = Idiomas
comma = ,
labelled = { $label }: { $text }
date =
    { $day } { $month ->
        [1] ene
        [2] feb
        [3] mar
        [4] abr
        [5] may
        [6] jun
        [7] jul
        [8] ago
        [9] sept
        [10] oct
        [11] nov
       *[12] dic
    } { $year }
date-time = { $date }, { $time }
