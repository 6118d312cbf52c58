# Todo lo que dice la redacción. Glosario: docs/languages.md.

desk-name = Redacción de Stet
skip = Ir al contenido
navigation = Redacción
navigation-phone = Redacción, en breve
again = Reintentar
cancel = Cancelar
close = Cerrar
done = Listo
save = Guardar
add = Añadir
remove = Quitar
delete = Eliminar
restore = Restaurar
more = Más
more-of = Más sobre «{ $name }»
edit = Editar
edit-of = Editar «{ $name }»
remove-of = Quitar «{ $name }»
delete-of = Eliminar «{ $name }»
delete-it = ¿Eliminar «{ $name }»?
remove-it = ¿Quitar «{ $name }»?
copy = Copiar
copied = Copiado.
link = Enlace
name = Nombre
title = Título
none = Ninguno
never = Nunca
or = o
made = Creado
expires = Caduca
in-days = En { $days } días
older = Ver anteriores
choose = Elegir «{ $name }»
choose-one = Elegir…
choose-several = Seleccionar
chosen = { $count } seleccionados
move-up = Subir «{ $name }»
move-down = Bajar «{ $name }»
moved-to = «{ $name }» es ahora el { $place } de { $of }.
screen-missing = Esta pantalla no está guardada en este dispositivo. Se abrirá cuando haya conexión.
nowhere = Aquí no hay nada
nowhere-hint = Esta pantalla no existe. Puede que la dirección esté cortada o que su destino haya desaparecido.
fault-offline = No se puede llegar al servidor.
fault-offline-hint = Lo que escriba se guarda en este dispositivo y se envía cuando haya conexión.
fault-unreadable = El servidor respondió { $status } sin decir por qué.
fault-unreadable-hint = Inténtelo de nuevo; si persiste, pida a quien gestiona el servidor que mire su registro.
fault-broken = Algo falló en la propia redacción.
fault-broken-hint = Vuelva a cargar la página; nada de lo que ha escrito se pierde.
fault-no-words = No hay texto debajo del titular.
fault-no-words-hint = Escriba al menos una frase: un titular solo no es una publicación.
fault-slug-taken = Aquí ya hay una cobertura con ese nombre.
fault-slug-taken-hint = Elija otro nombre para su dirección aquí.

# Coming in
sign-in = Iniciar sesión
sign-in-setup = Esta redacción aún no tiene propietario. Al arrancar, el servidor mostró un enlace de un solo uso: ábralo.
sign-in-oidc = Iniciar sesión con { $name }
sign-in-passkey = Iniciar sesión con una clave de acceso
sign-in-forgotten = Si no puede entrar, un propietario de su redacción puede crearle un enlace.
refusal-not_a_member = Nadie aquí tiene el correo electrónico con el que ha iniciado sesión.
refusal-hint-not_a_member = Pida a un propietario de su redacción que le invite con esa dirección.
refusal-unverified_email = Su correo electrónico no se ha verificado allí.
refusal-hint-unverified_email = Verifíquelo con quien gestiona su cuenta y vuelva a iniciar sesión.
refusal-provider_unavailable = El inicio de sesión de su redacción no responde.
refusal-hint-provider_unavailable = Inténtelo de nuevo en un minuto, o use una contraseña o una clave de acceso.
refusal-sign_in_expired = El inicio de sesión tardó demasiado, o la página se cargó dos veces.
refusal-hint-sign_in_expired = Empiece de nuevo.
refusal-other = No se pudo iniciar sesión.
refusal-hint-other = Inténtelo de nuevo, o use una contraseña o una clave de acceso. Si persiste, pregunte a quien gestiona el servidor.
sign-out = Cerrar sesión
email = Correo electrónico
password = Contraseña
password-help = Al menos 12 caracteres. Una frase va bien.
password-change = Cambiar la contraseña
password-set = Establecer una contraseña
password-current = Contraseña actual
password-new = Contraseña nueva
your-name = Su nombre
enter = Entrar
come-again = ¿Cómo iniciará sesión a partir de ahora?
by-password = Con una contraseña
by-passkey = Con una clave de acceso en este dispositivo
link-setup = Le damos la bienvenida a Stet
link-setup-text = Está a punto de ser propietario de esta redacción.
link-invitation = Tiene una invitación
link-invitation-text = Se le invita a esta redacción como { $role }.
link-recovery = De vuelta
link-recovery-text = Elija cómo iniciará sesión a partir de ahora. Sigue siendo { $role }, y todo lo anterior sigue ahí.
link-incomplete = Este enlace no está completo.
link-incomplete-hint = Cópielo entero, también lo que sigue a «#». Un enlace sirve una sola vez.
passkey-first = Primer dispositivo
passkey-named = { $device } en este dispositivo
passkey-declined = No se usó la clave de acceso.
passkey-declined-hint = Inténtelo de nuevo o elija otra forma.

# Roles
role = Rol
role-of = Rol de { $name }
role-owner = Propietario
role-owner-about = Llega a todo y se ocupa de los miembros.
role-editor = Editor
role-editor-about = Publica, revisa, retira y gestiona donde tiene un puesto; abre coberturas.
role-reporter = Reportero
role-reporter-about = Escribe, ve todos los borradores y publica o envía a revisión según la cobertura.
role-contributor = Colaborador
role-contributor-about = Escribe y envía a revisión; solo ve sus propios borradores.
role-viewer = Lector
role-viewer-about = Lee lo publicado y ve quién está.

# Coverages
coverages = Coberturas
coverages-all = Todas las coberturas
coverages-none = Aún no tiene puesto en ninguna cobertura. Un editor puede darle uno.
coverages-none-yet = Aún no hay coberturas. Abra la primera.
coverage-open = Nueva cobertura
coverage-open-do = Abrir
coverage-open-live = Mostrarla enseguida a los lectores
coverage-has-ended = Esta cobertura ha finalizado; no admite publicaciones nuevas hasta que vuelva a estar en directo.
coverage-is-followed = Esta cobertura viene de { $host }; solo se escribe allí.
coverage-source = Ir a la fuente
posts-count = { $count ->
    [one] { $count } publicación
    [many] { $count } de publicaciones
   *[other] { $count } publicaciones
}
headline = Titular
standfirst = Entradilla
slug = Nombre en la dirección
slug-form = a–z, 0–9 y guiones sueltos entre ellos
language = Idioma
language-help = Un código como en, de o pt-BR
zone = Zona horaria
status-draft = Borrador
status-live = En directo
status-paused = En pausa
status-ended = Finalizada
status-published = Publicado
status-withdrawn = Retirado
status-redacted = Suprimida
status-submitted = En revisión
status-changes_requested = Con cambios pedidos
status-approved = Aprobado
status-scheduled = Programado

# A coverage
page = Página de lectores
manage = Gestionar
panes = Partes de la redacción
pane-write = Escribir
pane-posts = Publicaciones
pane-drafts = Borradores
pane-desk = Redacción
desk = Redacción
composer = Editor de texto
posts = Publicaciones
posts-none = Aún no se ha publicado nada.
drafts = Borradores
line-connecting = Conectando…
line-live = Al día
line-lost = Sin conexión
here = Aquí ahora
here-nobody = No hay nadie más aquí.
here-writing = { $name }, escribiendo
in-draft = en
post-came = Nueva publicación: { $headline }
mention-came = { $name } le ha mencionado.
mention-own = Hay una nota para usted en uno de sus borradores.
new-post = Escribir una publicación…
templates = Plantillas
column-draft = Borradores
column-draft-none = No hay borradores.
column-submitted = En revisión
column-submitted-none = Nada espera a un editor.
column-scheduled = Programados
column-scheduled-none = No hay nada programado.
suggestions = Sugerencias
suggestions-none = Nada nuevo en los canales observados.
feeds-broken = { $count ->
    [one] { $count } canal sin leer
    [many] { $count } de canales sin leer
   *[other] { $count } canales sin leer
}
feed-broken = «{ $title }» no se lee en este momento. { $problem }
feed-broken-manage = Véalo en «Gestionar»
feed-broken-ask = Quien gestiona la cobertura puede ocuparse.
suggestion-draft = Hacer un borrador
suggestion-draft-of = Hacer un borrador de «{ $title }»
suggestion-dismiss = Apartar
suggestion-dismiss-of = Apartar «{ $title }»
suggestion-read = { $title } (se abre en otra pestaña)
said-put-aside = Apartado, para todos en esta cobertura.
draft-unnamed = Sin titular
draft-local = En este dispositivo
draft-unreadable = Texto guardado en este dispositivo
draft-unreadable-remove = ¿Quitar este texto?
draft-unreadable-remove-about = Solo está en este navegador, y nadie puede recuperarlo. Copie antes lo que falte.
draft-unreadable-about = Se escribió en otra versión de la redacción, y esta no puede abrirlo. Copie lo que falte en un borrador. Se queda aquí hasta que lo quite.
draft-revision = Revisión
notes-count = { $count ->
    [one] { $count } nota
    [many] { $count } de notas
   *[other] { $count } notas
}
handover = Relevo
handover-none = Aún no se ha entregado nada.
handover-edit = Editar la nota de relevo
handover-overtaken = { $name } la ha cambiado entretanto a:
handover-seen = Lo he tenido en cuenta

# A post
pinned = Fijada
pin = Fijar arriba
unpin = Quitar de arriba
key-event = Momento clave
key-event-not = Ya no es momento clave
label-set = Poner etiqueta
copy-link = Copiar enlace
placement = Hora y lugar
placement-about = Esto mueve el lugar de la publicación para los lectores. Cuándo se publicó queda registrado, y este cambio también.
placement-time = A una hora ({ $zone })
placement-over = Encima de otra publicación
placement-under = Debajo de otra publicación
placement-published = Donde se publicó
placement-at = Hora
placement-other = Publicación
revised = revisada
time-unknown = Hora desconocida
withdraw = Retirar
withdraw-several = { $count ->
    [one] Retirar { $count } publicación
    [many] Retirar { $count } de publicaciones
   *[other] Retirar { $count } publicaciones
}
withdraw-about = El texto desaparece enseguida de la página. En su lugar queda una nota fechada con su motivo.
withdrawn-because = Retirada:
redact = Suprimir
redact-post = ¿Suprimir esta publicación del registro?
redact-ground = ¿Por qué motivo? Los lectores sabrán esto y nada más.
redact-legal = La ley lo exige
redact-safety = Pone a alguien en peligro
redact-privacy = Afecta a la vida privada de alguien
redact-meant = Entiendo que nadie podrá recuperarla.
redact-post-words = Su texto desaparece para siempre: todas sus versiones, sus notas y el motivo de una retirada, de las páginas, los canales, la búsqueda, el registro y el disco.
redact-post-desk = También desaparecen los borradores que la revisan y lo que se guardó de ella al anular su publicación.
redact-post-media = Las imágenes y los vídeos que ninguna otra publicación muestra desaparecen con ella.
redact-post-stays = Su lugar, sus horas y este motivo quedan a la vista. No se tocan las claves, los titulares ni otras publicaciones que digan lo mismo.
redact-backups = Las copias de seguridad anteriores aún la contienen; la próxima ya no.
redacted-because = Suprimida del registro:
unpublish = Anular la publicación
unpublish-about = La publicación se retira con su motivo, y su texto se guarda en un borrador nuevo.
reason = Motivo, para los lectores
contributed = Con { $names }

# Writing
save-saved = Guardado
save-saving = Guardando…
save-offline = En este dispositivo
save-conflict = Dos versiones
save-refused = Solo en este dispositivo
composer-close = Cerrar
publish = Publicar
publish-change = Publicar el cambio…
pin-it = Fijar arriba
submit = Enviar a revisión
approve = Aprobar
return = Pedir cambios
return-about = El borrador vuelve a su autor con su nota.
recall = Recuperar
schedule = Programar
time-schedule-at = Sale a las
time-schedule-do = Programar
unschedule = No publicar automáticamente
embargo = Embargo
time-embargo-at = No antes de
time-embargo-do = Fijar embargo
embargo-lift = Levantar el embargo
in-zone = En la hora de la cobertura: { $zone }
share = Compartir con…
share-about = Los reporteros y editores de la cobertura ya ven el borrador. Un colaborador solo ve los borradores que se comparten con él.
share-with = Compartir
share-nobody = No hay ningún colaborador con quien compartirlo.
preview = Vista previa
refused-hint = Su texto se queda en este dispositivo. Copie lo que necesite antes de salir.
refused-too-large = Es demasiado largo para una publicación y no se puede guardar.
refused-too-large-hint = Está en este dispositivo. Quite una parte y se guardará el resto.
conflict = No se pudieron unir dos versiones.
conflict-about = La versión del servidor está en el editor. Así difiere la suya; nada se descarta antes de que elija.
conflict-both = Conservar ambas
conflict-mine = Conservar la mía
conflict-theirs = Conservar la otra
written-meanwhile = Otra persona ha escrito en este borrador desde que se mostró la diferencia.
written-meanwhile-hint = La diferencia ya incluye su texto. Mírela de nuevo y después publique.
merged = Otra persona ha revisado esta publicación entretanto.
merged-hint = Su cambio está incorporado. Mire de nuevo la diferencia y después publique.
merged-not = Afecta al mismo texto que el suyo y quedaría sobrescrito. Mire la diferencia: publíquela tal cual, o cancele e incorpore el otro cambio.
reminders = Antes de que salga
reminder-duplicate = Parecida a una publicación anterior: { $headline }
reminder-figure = «{ $here }» aquí, «{ $before }» antes
reminder-name = «{ $here }» aquí, «{ $before }» antes
reminder-alt = { $count ->
    [one] La imagen no dice qué muestra a quienes no pueden verla.
    [many] La imagen { $number } no dice qué muestra a quienes no pueden verla.
   *[other] La imagen { $number } no dice qué muestra a quienes no pueden verla.
}
reminder-credit = { $count ->
    [one] La imagen no tiene crédito.
    [many] La imagen { $number } no tiene crédito.
   *[other] La imagen { $number } no tiene crédito.
}
reminder-link = Enlace a { $url }: { $problem }
earlier-post = Publicación anterior
put-aside = Apartar
notes = Notas
note-write = Escriba una nota; @ menciona a alguien
note-help = Solo para miembros. Los lectores nunca ven las notas.
note-send = Añadir nota
note-remove = Quitar nota
mention-whom = Mencionar

# A revision
revision-publish = Publicar el cambio
revision-same = No se ha cambiado nada.
revision-kind = ¿Qué se dice a los lectores?
notice-correction = Corrección
notice-correction-about = Algo era erróneo.
notice-clarification = Aclaración
notice-clarification-about = Algo podía entenderse mal.
notice-update = Actualización
notice-update-about = Hay novedades.
notice-silent = Nada
notice-silent-about = Una errata.
notice-text = Lo que se dice, bajo la publicación
notice-help = Diga qué era erróneo y qué es correcto.
publish-as-correction = Publicar como corrección
publish-as-clarification = Publicar como aclaración
publish-as-update = Publicar como actualización
publish-as-silent = Publicar sin nota
field-label = Etiqueta
field-headline = Titular
field-key_event = Momento clave
field-byline = Firma
field-contributors = Colaboradores
field-dateline = Lugar
field-body = Texto
diff-added = añadido:
diff-removed = quitado:
diff-end = ,

# What was done
said-published = Publicado.
said-revised = El cambio está publicado.
said-submitted = Enviado a revisión.
said-approved = Aprobado.
said-returned = Cambios pedidos.
said-recalled = Recuperado.
said-scheduled = Programado.
said-unscheduled = No saldrá automáticamente.
said-embargo = Embargo fijado.
said-embargo-lifted = Se ha levantado el embargo.
said-deleted = Eliminado. Se puede restaurar desde la papelera.
said-shared = Compartido con { $name }.
said-withdrawn = Retirado.
said-redacted = Suprimida. Se está borrando del disco.
said-unpublished = Retirado; su texto está en este borrador.
said-pinned = Fijado arriba.
said-unpinned = Quitado de arriba.
said-key-event = Marcado como momento clave.
said-no-key-event = Ya no es momento clave.
said-placed = Movido.
said-handover = Nota de relevo guardada.
said-saved = Guardado.
overtaken = Otra persona lo ha cambiado entretanto. Ahora dice: «{ $now }». Guarde de nuevo para poner su versión en su lugar, o recargue la página para conservar la otra.
said-removed = Quitado.
said-password = Contraseña cambiada.
said-bulk = { $left ->
    [0] Hecho para { $done }.
    [one] Hecho para { $done }; { $left } no fue posible y sigue seleccionado.
    [many] Hecho para { $done }; { $left } no fueron posibles y siguen seleccionados.
   *[other] Hecho para { $done }; { $left } no fueron posibles y siguen seleccionados.
}
said-bulk-changed = { $count ->
    [one] Se ha escrito en { $count } borrador desde que lo seleccionó. Léalo antes de volver a seleccionarlo.
    [many] Se ha escrito en { $count } de borradores desde que los seleccionó. Léalos antes de volver a seleccionarlos.
   *[other] Se ha escrito en { $count } borradores desde que los seleccionó. Léalos antes de volver a seleccionarlos.
}

# Managing a coverage
manage-of = Gestionar «{ $headline }»
back-to-coverage = A la cobertura
manage-words = Titular y entradilla
manage-status = Estado
end-scheduled = ¿Finalizar con publicaciones aún programadas?
end-scheduled-do = Finalizar
end-scheduled-about = { $count ->
    [one] { $count } publicación está programada para más tarde. Una vez finalizada la cobertura no saldrá: queda como borrador, y se avisa a quien la escribió.
    [many] { $count } de publicaciones están programadas para más tarde. Una vez finalizada la cobertura no saldrán: quedan como borradores, y se avisa a quienes las escribieron.
   *[other] { $count } publicaciones están programadas para más tarde. Una vez finalizada la cobertura no saldrán: quedan como borradores, y se avisa a quienes las escribieron.
}
status-note = Unas palabras a los lectores al respecto
status-note-help = Por ejemplo, «Volvemos a las seis de la mañana».
successor = Dónde continúa la historia
successor-help = El nombre de otra cobertura de aquí, o una dirección
manage-key-points = Las claves
key-point = Clave { $place }
key-point-empty = Clave vacía
key-point-add = Añadir una clave
key-point-remove = Quitar la clave { $place }
key-point-post = Publicación de la clave { $place }
key-point-no-post = Ninguna publicación
older-post = Una publicación anterior
pinned-post = Fijada arriba
manage-lead = Imagen o vídeo arriba
lead-kind = Tipo
lead-image = Imagen
lead-video = Vídeo
lead-media = Medio guardado (su id.)
lead-alt = Qué muestra, para quienes no pueden verlo
lead-caption = Pie
lead-credit = Crédito
lead-title = Título
lead-url = Dirección donde se puede ver
lead-poster = Imagen antes de empezar (su id.)
lead-source = Quién lo hizo
manage-further = Para saber más
article-empty = Línea vacía
article-title = Título del artículo { $place }
article-url = Dirección del artículo { $place }
article-add = Añadir un artículo
article-remove = Quitar el artículo { $place }
manage-settings = Ajustes
page-theme = Aspecto de su página
page-theme-standard = Estándar
page-theme-contrast = Alto contraste
page-theme-evening = Periódico de la tarde
page-theme-unknown = { $name } (desconocido aquí: como el estándar)
page-theme-help = Las páginas abiertas cambian en segundos; el texto de su pie, al volver a cargarlas.
reporting = Los reporteros de esta cobertura
reporting-publish = publican por sí mismos
reporting-submit = envían a un editor
manage-places = Miembros de esta cobertura
place-add = Dar un puesto a
place-take = Quitar el puesto a { $name }
embedding = En otros sitios
embedding-about = Ponga uno de estos códigos en una página de otro sitio. Allí sigue en directo, y sus enlaces se abren fuera.
embedding-frame = Un marco de altura fija (HTML)
embedding-element = Un marco que crece con su contenido (HTML)
embedding-oembed = Dirección para sitios que preguntan por sí mismos (oEmbed)
embedding-not-yet = Allí no se ve nada hasta que esta cobertura esté en directo.
inlets = Entradas desde un chat
inlets-about = Lo que un chat envía a la dirección de una entrada se convierte aquí en un borrador, con una nota de quién lo escribió. Quien tenga la dirección puede hacer borradores, y nada más.
inlet-new = Nueva entrada
inlet-name-help = Por ejemplo, el canal para el que es; las notas de sus borradores empiezan así.
inlet-make = Crear
inlet-made = Copie la dirección ahora: no se mostrará de nuevo.
inlet-address = Dirección
inlet-slack = En una aplicación de su espacio, añada un comando de barra con la dirección como Request URL.
inlet-mattermost = En Integraciones, añada un comando de barra o un webhook saliente con la dirección como URL.
inlet-telegram = Dé la dirección a un bot que esté en el chat, con esta línea y el token del propio bot en ella.
inlet-telegram-line = Para Telegram
inlet-by = Creada por { $name }
inlet-delete-about = Lo que se envíe a su dirección se rechaza desde ahora. Los borradores que llegaron por ella se quedan.
feeds = Canales observados
feeds-about = Lo nuevo de estos se sugiere a todos los que escriben aquí. Nada de ello se publica automáticamente.
feed-address = Dirección de un canal RSS, Atom o JSON
feed-watch = Observar
feed-problem = La última vez no se leyó. { $problem } Se intenta de nuevo automáticamente, cada vez más espaciado. Si ha cambiado de sitio, quítelo y observe su nueva dirección.
feed-read = Leer ahora
feed-read-of = Hacer leer «{ $title }» ahora
said-feed-read = Se ha leído.
said-feed-unread = No se pudo leer.
feed-remove-about = Ya no se leerá, y lo que sugirió desaparece. Los borradores hechos de ello se quedan.
said-watched = «{ $title }» se observa desde ahora.

# Trash, search, mentions
trash = Papelera
trash-about = Los borradores eliminados se guardan 30 días.
trash-empty = La papelera está vacía.
search = Buscar
search-words = Palabras
search-in = En
search-everywhere = Todas las coberturas
search-kind = Qué
search-all = Publicaciones y borradores
search-nothing = No se ha encontrado nada.
found = { $count ->
    [one] { $count } resultado
    [many] { $count } de resultados
   *[other] { $count } resultados
}
mentions = Menciones
mentions-none = Nadie le ha mencionado todavía.
unseen = { $count ->
    [one] { $count } sin ver
    [many] { $count } sin ver
   *[other] { $count } sin ver
}

# The library
library = Biblioteca
templates-about = Con qué empieza una publicación de su tipo.
template-new = Nueva plantilla
template-edit = Editar plantilla
template-remove-about = Desaparece para toda la redacción y no se puede recuperar. Las publicaciones que se empezaron con ella se quedan como están.
backgrounds = Contexto
backgrounds-about = Escrito una vez, usado en muchas publicaciones y revisado en un solo lugar.
backgrounds-none = Aún no hay bloques de contexto.
background-new = Nuevo bloque de contexto
background-edit = Editar bloque de contexto
background-remove-about = { $count ->
    [0] Desaparece para toda la redacción y no se puede recuperar. Ninguna publicación lo contiene.
    [one] Desaparece para toda la redacción y no se puede recuperar. La publicación que lo contiene conserva su texto, que ya no se podrá revisar desde aquí.
    [many] Desaparece para toda la redacción y no se puede recuperar. Los { $count } de publicaciones que lo contienen conservan su texto, que ya no se podrá revisar desde aquí.
   *[other] Desaparece para toda la redacción y no se puede recuperar. Las { $count } publicaciones que lo contienen conservan su texto, que ya no se podrá revisar desde aquí.
}
background-used = { $count ->
    [one] En { $count } publicación
    [many] En { $count } de publicaciones
   *[other] En { $count } publicaciones
}
background-will-revise = { $count ->
    [one] Al guardarlo se renueva en la publicación que lo contiene.
    [many] Al guardarlo se renueva en los { $count } de publicaciones que lo contienen.
   *[other] Al guardarlo se renueva en las { $count } publicaciones que lo contienen.
}
background-revised = { $count ->
    [0] Guardado.
    [one] Guardado; se está revisando { $count } publicación.
    [many] Guardado; se están revisando { $count } de publicaciones.
   *[other] Guardado; se están revisando { $count } publicaciones.
}
background-left = { $count ->
    [one] { $count } publicación no se pudo revisar y aún tiene el texto antiguo.
    [many] { $count } de publicaciones no se pudieron revisar y aún tienen el texto antiguo.
   *[other] { $count } publicaciones no se pudieron revisar y aún tienen el texto antiguo.
}

# Members
members = Miembros
last-seen = Última vez
member-disabled = Cerrada
member-disable = Cerrar la cuenta
member-enable = Reabrir la cuenta
recovery-link = Enlace de recuperación
recovery-link-about = Envíelo a { $name }. Sirve una sola vez y no se mostrará de nuevo.
invitations = Invitaciones
invitation-withdraw = Retirar
invite = Invitar
invite-do = Crear el enlace
invite-coverages = Un puesto en
invite-made = Envíe este enlace a { $email }. Sirve una sola vez y no se mostrará de nuevo.

# Who is told: webhooks
webhooks = Webhooks
webhooks-about = Otros servidores se enteran de lo que se publica en cuanto ocurre: cada cambio una vez fuera, firmado, en orden, y de nuevo hasta que se acepte.
webhooks-none = Aún no hay webhooks. Cree uno para un servidor que quiera saberlo.
webhook-new = Nuevo webhook
webhook-name = Para qué es
webhook-url = Dirección
webhook-url-help = Adónde se envían los cambios: una dirección pública, mejor una que empiece por https.
webhook-coverage = Cambios de
webhook-kinds = Qué cambios
webhook-kinds-every = De todo tipo, también los de versiones posteriores
webhook-kinds-some = Solo estos:
webhook-kinds-all = todo tipo de cambios
webhook-kinds-count = { $count ->
    [one] { $count } tipo de cambio
    [many] { $count } de tipos de cambio
   *[other] { $count } tipos de cambio
}
webhook-make = Crear
webhook-edit = Editar webhook
webhook-running = En marcha
webhook-retrying = Reintentando
webhook-retry-in = Un cambio se envía de nuevo: { $when }.
webhook-retry-about = { $event }, seq { $seq } de { $coverage }, se envió { $attempts ->
    [one] { $attempts } vez
    [many] { $attempts } de veces
   *[other] { $attempts } veces
} y no se aceptó. Los cambios posteriores esperan, así que nada se pierde. Ocúpese del servidor, o de la dirección en «Editar».
webhook-retry-now = Intentar ahora
webhook-retry-now-of = Hacer que «{ $name }» lo intente ahora
webhook-stopped = Detenido
webhook-stopped-since = Detenido desde
webhook-stopped-about = Continúa donde está, así que nada se pierde. Ocúpese del servidor y luego haga que continúe.
webhook-ping = Probar
webhook-ping-of = Probar «{ $name }»
webhook-ping-well = Se envió un mensaje de prueba, y la respuesta fue { $status }.
webhook-ping-ill = Se envió un mensaje de prueba, y no llegó bien.
webhook-resume = Continuar
webhook-resume-of = Hacer que «{ $name }» continúe
webhook-deliveries = Envíos
webhook-deliveries-of = Lo que se envió a «{ $name }»
webhook-replay = Enviar de nuevo…
webhook-replay-title = Enviar de nuevo desde un punto
webhook-replay-about = Cada cambio de una cobertura tiene un número, su seq. El webhook continúa después del que usted indique: con 0 se le envía todo otra vez; con un número posterior se omite lo que queda en medio. Lo que ya se le envió lleva el mismo webhook-id que entonces.
webhook-replay-after = Después de seq
webhook-replay-do = Continuar desde ahí
webhook-secret = Secreto
webhook-secret-of = Secreto de «{ $name }»
webhook-secret-new = Nuevo secreto…
webhook-secret-renew = ¿Crear otro secreto para «{ $name }»?
webhook-secret-renew-about = Los mensajes se firman enseguida con el nuevo. El servidor los rechaza hasta que lo conozca; entretanto se reenvían.
webhook-secret-do = Crear
webhook-secret-made = Cópielo ahora: no se mostrará de nuevo.
webhook-verify = El servidor toma un mensaje por nuestro si su cabecera webhook-signature es «v1,» y el Base64 de HMAC-SHA256 sobre estos tres, con puntos entre ellos:
webhook-verify-key = La clave es lo que sigue a «whsec_», decodificado de Base64. Esto es Standard Webhooks; hay bibliotecas para ello:
webhook-delete-about = Ya no se envía nada allí, y lo que se cuenta de él aquí también desaparece. No se puede recuperar.
said-webhook-resumed = Continúa.
change-coverage_opened = Cobertura abierta
change-headline_changed = Titular cambiado
change-standfirst_changed = Entradilla cambiada
change-settings_changed = Ajustes cambiados
change-theme_changed = Aspecto cambiado
change-status_changed = Estado cambiado
change-successor_changed = Continuación cambiada
change-lead_changed = Imagen o vídeo de arriba cambiado
change-key_points_changed = Claves cambiadas
change-go_deeper_changed = Otros artículos cambiados
change-post_published = Publicación publicada
change-post_revised = Publicación revisada
change-post_withdrawn = Publicación retirada
change-post_placed = Publicación movida
change-post_pinned = Publicación fijada
change-post_unpinned = Publicación desfijada
change-post_redacted = Publicación suprimida
change-medium_redacted = Imagen o vídeo suprimido
deliveries-none = No se ha enviado nada en los últimos 30 días.
deliveries-about = Los últimos 30 días, lo más reciente primero, 200 como máximo.
delivery-at = Cuándo
delivery-event = Evento
delivery-place = Cobertura y seq
delivery-attempts = Intentos
delivery-answer = Respuesta
delivery-taken = Aceptado
delivery-refused = No aceptado
delivery-coverage-gone = una cobertura que ya no existe
refresh = Volver a mirar

# Coverages of other servers
followings = Coberturas retransmitidas
followings-short = Retransmitidas
followings-about = Coberturas de otros servidores que también se muestran aquí. Cada cambio se verifica antes de que los lectores lo vean: tiene que ser lo que firmó su fuente. Aquí nadie escribe en ellas.
followings-none = Todavía no se retransmite ninguna cobertura de otro servidor.
follow-new = Retransmitir una cobertura
follow-source = Dirección de la cobertura
follow-source-help = Su página de lectores en el otro servidor, con /live/ en la dirección. La clave que firma allí ahora queda fijada: lo que llegue tiene que estar firmado por ella, o por una a la que ella ceda el paso.
follow-slug = Nombre en la dirección aquí
follow-slug-help = Si no escribe ninguno, se llama como allí.
follow-do = Retransmitir
follow-asking = Se pregunta a la fuente…
follow-asking-about = Se pregunta a la fuente quién firma allí. Puede tardar medio minuto.
following-state-following = Se retransmite
following-state-stopped = Detenida
following-state-left = Ya no se retransmite
following-source = Fuente
following-verified = Cambios verificados
following-verified-last = Última verificación
following-not-yet = todavía no
following-nothing-since = No ha llegado nada desde
following-nothing-about = Se intenta de nuevo automáticamente. Lo verificado antes se queda.
following-stopped-since = Detenida desde
following-stopped-about = Lo verificado antes se queda, y los lectores lo ven. Averigüe qué pasa junto con quien lleva la fuente; después haga que continúe, con la clave que firme allí entonces.
following-key = Clave fijada
following-key-about = Quien lleva la fuente puede decirle si es la suya.
following-go-on = Continuar
following-leave = Dejar de retransmitir
following-leave-it = ¿Dejar de retransmitir «{ $name }»?
following-leave-about = Lo que llegó se queda, como una cobertura ordinaria de este servidor que dice de dónde viene y en la que se puede escribir. De su fuente no llega nada más.
following-leave-nothing = Todavía no ha llegado nada de ella, así que aquí no queda nada.
said-followed = «{ $name }» se retransmite.
said-following-resumed = «{ $name }» se retransmite de nuevo, si lo que dice su fuente es correcto ahora.
said-left = «{ $name }» ya no se retransmite.

# Who did what
audit = Registro
audit-at = Cuándo
audit-who = Quién
audit-what = Qué
audit-where = Cobertura
audit-nobody = El servidor

# Oneself
me = Usted
me-of = Usted, { $name }
about-you = Sobre usted
further = Más
theme = Apariencia
theme-system = Como el sistema
theme-light = Clara
theme-dark = Oscura
desk-language = Idioma de la redacción
desk-language-browser = Como el navegador
passkeys = Claves de acceso
passkeys-about = Con una clave de acceso inicia sesión sin contraseña: con el dedo, la cara o el código del dispositivo.
passkey-add = Añadir una clave de acceso
passkey-remove-about = Ya no podrá iniciar sesión con ella. Su dispositivo puede seguir ofreciéndola hasta que también la elimine allí.
sessions = Dónde tiene la sesión iniciada
session-this = Esta
session-seen = Última vez
session-end = Cerrar sesión allí
browser-unknown = Un navegador
tokens = Tokens
tokens-about = Para programas que usan la API en su nombre, como mucho con los permisos que usted tiene.
token = Token
token-new = Nuevo token
token-name = Para qué es
token-scopes = Qué puede hacer
token-coverage = Dónde
token-make = Crear
token-made = Cópielo ahora: no se mostrará de nuevo.
token-revoke = Revocar
token-revoke-it = ¿Revocar «{ $name }»?
token-revoke-about = Los programas que lo usan se rechazan desde ahora. No se puede recuperar; puede crear otro.
scope-read = Leer
scope-read-about = coberturas y publicaciones
scope-draft = Redactar
scope-draft-about = escribir borradores y enviarlos a revisión
scope-publish = Publicar
scope-publish-about = publicar, revisar, retirar
scope-manage = Gestionar
scope-manage-about = la propia cobertura y quién tiene un puesto
scope-admin = Administrar
scope-admin-about = miembros, invitaciones, tokens

# Pictures and films
media-choose = Elegir de la biblioteca
media-look = Palabras de su nombre o de lo que se dice de ellos
media-kind = Tipo
media-kind-all = Todos
media-kind-image = Imágenes
media-kind-film = Vídeos
media-none = No hay nada de ese tipo en la biblioteca.
media-found = { $count ->
    [one] Se muestra uno.
    [many] Se muestran { $count }.
   *[other] Se muestran { $count }.
}
media-more = Ver anteriores
media-insert = { $count ->
    [0] Insertar
    [one] Insertar
    [many] Insertar { $count }
   *[other] Insertar { $count }
}
media-edit-of = Editar { $name }
media-edit = Lo que se dice de ello
media-alt = Qué muestra la imagen
media-caption = Pie
media-credit = Crédito
media-source = Fuente
media-rights = Derechos
media-public = Publicado
media-size = { $width } × { $height }
media-delete-it = ¿Eliminar «{ $name }»?
media-delete-about = Desaparece para todos, también de los borradores que lo muestran. Lo publicado se queda.
media-said-saved = Guardado.
media-said-deleted = Eliminado.
media-redact-it = ¿Quitar «{ $name }» a todo el mundo?
redact-media-files = Todos sus archivos desaparecen para siempre, en todos los tamaños. A quien pida uno se le dice que fue eliminado.
redact-media-posts = Se quita de cada publicación y de cada apertura que la muestre; esas publicaciones reciben una nota fechada.
redact-media-words = Lo que dicen de ella versiones anteriores de publicaciones se queda; suprima esas publicaciones para quitarlo también.
media-said-redacted = Suprimida. Se está quitando de las publicaciones que la muestran.
media-not-converted = { $name } es una imagen en un formato que este navegador no puede leer.
media-not-converted-hint = Abra la redacción en Safari, que lee HEIC, o guarde la imagen como JPEG.

# Keys
keyboard-help = Teclado
keyboard-note = Las letras sueltas funcionan mientras no esté escribiendo.
keys-publish = Publicar o enviar a revisión
keys-tools = Del texto al formato
keys-new = Escribir una publicación
keys-search = Buscar
keys-next = Publicación siguiente
keys-previous = Publicación anterior
keys-edit = Editar la publicación que tiene el foco
keys-help = Esta lista
keys-close = Cerrar lo que esté abierto
