# Français. Glossaire : docs/languages.md.

count =
    { $count ->
        [0] Pas encore de publication
        [one] { $number } publication
        [many] { $number } de publications
       *[other] { $number } publications
    }
skip = Aller au direct
all-coverages = Tous les directs
front-title = En direct
front-empty = Il n’y a pas de direct en ce moment.
older-coverages = Directs précédents
newest-coverages = Directs les plus récents

search = Rechercher
search-all = Rechercher dans toutes les publications
search-here = Rechercher dans ce direct
search-nothing = Aucune publication ne le mentionne.
search-widened = Aucune publication ne contient exactement ces mots. Voici celles dont des mots commencent ainsi.
search-widen = Afficher les publications dont des mots commencent seulement ainsi
search-help = Pour trouver davantage
search-help-words = Vérifiez l’orthographe ou retirez des mots : une publication doit les contenir tous.
search-help-beginning = Avec un astérisque, un mot est cherché par son début : élect*
search-help-phrase = Entre guillemets, les mots sont cherchés côte à côte : « bureau de vote »
search-everywhere = Rechercher dans tous les directs
search-older = Résultats plus anciens
search-newest = Résultats les plus récents
search-busy = Trop de recherches sont en cours
search-busy-note = Réessayez dans quelques secondes. Les mots plus rares se trouvent plus vite.

draft = Brouillon
live = En direct
paused = En pause
ended = Terminé
paused-note = Ce direct est en pause. Il reprendra.
ended-note = Ce direct est terminé.
successor = Suivre notre dernier direct

key-points = L’essentiel
corrections = Corrections
since = Depuis votre dernière visite
since-nothing = Rien n’a changé.
first-unread = Aller à la première publication non lue
since-list = Ce qui a changé
since-more = Les changements antérieurs ne sont pas indiqués.
since-ask = Montrer ce qui a changé depuis le chargement de la page
since-close = Fermer
news-new = Nouveau
news-withdrawn = Retiré
news-moved = Déplacé
go-deeper = Pour aller plus loin
pinned = Épinglé
posts = Dernières publications
key-event = Temps fort
untitled = Publication,
updated = Mis à jour
corrected = Corrigé
clarified = Précisé
correction = Correction
clarification = Précision
update = Mise à jour
withdrawn = Cette publication a été retirée
redacted = Cette publication a été supprimée
redacted-legal = Son texte a été retiré du registre pour des raisons juridiques.
redacted-safety = Son texte a été retiré du registre pour protéger une personne.
redacted-privacy = Son texte a été retiré du registre pour protéger la vie privée.
medium-gone-legal = Une image ou une vidéo a été supprimée pour des raisons juridiques.
medium-gone-safety = Une image ou une vidéo a été supprimée pour protéger une personne.
medium-gone-privacy = Une image ou une vidéo a été supprimée pour protéger la vie privée.
contributors = Ont contribué à cette publication :
permalink = Lien vers cette publication
related = À lire aussi
video = Vidéo
view-original = Voir l’original
player = Charger depuis { $site }
player-note = { $whom } saura alors que vous lisez cette page et pourra déposer des cookies. Rien ne lui est transmis avant.
background = Contexte
table = Tableau
# In the text form, before what a picture shows.
picture = Image
text-only = Texte seul
with-pictures = Avec les images
picture-before = Image précédente
picture-after = Image suivante
gallery = Images
before = Avant
after = Après
slider = Part visible de l’image la plus ancienne
line-chart = Courbe
bar-chart = Diagramme en barres
step-chart = Courbe en escalier
numbers = Les chiffres
map = Carte
on-map = Ce que montre la carte
source = Source :
map-data = Carte : Natural Earth
kilometres = km
older = Publications plus anciennes
newest = Publications les plus récentes
older-page = publications plus anciennes
part-of = Extrait de notre direct :
whole-coverage = Voir tout le direct
feeds = Suivre ce direct ailleurs

# What readers were told openly, and what became of posts and coverages.
all-corrections = Toutes les corrections
corrections-note = Ce qui a été corrigé, précisé, complété ou retiré, du plus récent au plus ancien.
corrections-none = Rien n’a été corrigé pour l’instant.
corrections-older = Corrections précédentes
corrections-newest = Dernières corrections
history = Historique
history-of-post = Historique de cette publication
history-of-coverage = Historique de ce direct
history-note = Toutes les versions depuis la publication, de la plus récente à la plus ancienne, et ce qui les distingue de la précédente.
history-older = Versions précédentes
history-newest = Dernières versions
history-published = Publié
history-silent = Modifié sans mention
history-pinned = Mis en avant
history-unpinned = Plus mis en avant
history-blanked = Retiré des archives
history-gone = Le texte d’une publication retirée n’est plus affiché.
history-hidden = Ce qui a été modifié n’est pas affiché ici.
history-alike = Le texte est le même.
history-marks = Seuls des liens ou des mises en valeur ont été modifiés.
unchanged = Inchangé
added = ajouté
removed = supprimé
altered = modifié
headline = Titre
standfirst = Chapeau
status = État
label = Étiquette
importance = Importance
byline = Signature
dateline = Lieu
credits = Contributions
links = Liens
embed = Publication intégrée
chart = Graphique
rule = Ligne de séparation

# How a coverage stood at another moment.
moments = Remonter le temps
as-of = État au { $moment }
as-of-change = Voici la page après la modification { $change }.
as-of-note = Ce qui a été retiré depuis n’est plus affiché.
as-of-now = La page telle qu’elle est maintenant
previous-change = Modification précédente
next-change = Modification suivante
first-read = L’état dans lequel vous l’avez lue la première fois
to-change = Modification
to-time = Heure
show-then = Afficher
page-then = La page à ce moment
withheld = Ce que disait alors cette publication n’est pas affiché ici

# How a record is checked.
comes-from = Source :
source-followed = Ce direct est tenu par la source et repris ici sans changement.
source-stopped = Ce direct est tenu par la source. Ce qui y est paru dernièrement manque ici : cela n’a pas pu être vérifié.
source-left = Il a été repris de là et n’est plus mis à jour à partir de là.
proof = Vérifier le registre
proof-title = Quelque chose a-t-il été modifié sans le dire ?
proof-what = Tout ce que dit ce direct figure dans un registre auquel on ne fait qu’ajouter.
proof-leaf = Chaque modification a une empreinte, faite de sa place, de son heure et de ses mots : changer une seule lettre change l’empreinte.
proof-root = Toutes les empreintes en donnent une de plus, au-dessus, qui devient autre dès que l’une d’elles change.
proof-signed = La rédaction signe celle-ci avec sa clé, avec le nombre de modifications : c’est un point de contrôle.
proof-reads = « Vérifier maintenant » lit toutes les modifications dans votre navigateur, y calcule les empreintes et les compare à celle qui est signée.
proof-device = Votre appareil garde ensuite le point de contrôle et n’en parle à personne.
proof-later = À la prochaine vérification, vous verrez si tout ce qui était là y est encore, mot pour mot.
proof-gone = Les mots des publications retirées ne sont plus montrés, mais leurs empreintes restent : elles disent que quelque chose était là, et quand.
proof-limit = Ce qu’une vérification ne peut pas montrer, c’est si une chose était vraie quand elle a été écrite.
proof-others = Enregistrez le point de contrôle ou confiez-le à quelqu’un : il montre ce qui figurait ici, même si ce site était remplacé par un autre.
proof-now = Le point de contrôle actuel
proof-keys = Clés qui signent
proof-check = Vérifier maintenant
proof-save = Enregistrer le point de contrôle
proof-program = La même chose avec un programme :
proof-checking = Vérification…
proof-holds = Tout concorde
proof-order = Modifications dans l’ordre, sans lacune
proof-fits = Modifications dont les mots correspondent à leur empreinte
proof-withheld = Modifications dont les mots ne sont pas montrés et dont l’empreinte demeure
proof-signer = Signé avec la clé
proof-unsigned = Ce navigateur ne sait pas vérifier les signatures ; tout le reste a été vérifié.
proof-kept = Tout ce qui était là lors de la dernière vérification sur cet appareil y est, inchangé
proof-first = Cet appareil garde le point de contrôle et lui comparera la prochaine vérification.
proof-rekeyed = Une autre clé signe que lors de la dernière vérification sur cet appareil. La rédaction peut dire pourquoi.
proof-broken = Ceci ne tient pas
proof-altered = Une modification a été altérée
proof-gap = Une modification manque ou n’est pas à sa place
proof-other = Les modifications ne sont pas celles qui ont été signées.
proof-unsaid = Le point de contrôle n’est signé par aucune clé de ce registre.
proof-rewritten = Quelque chose a été altéré ou supprimé qui était là lors de la dernière vérification sur cet appareil
proof-unknown = Cela n’a pas pu être établi. Réessayez plus tard.
proof-insecure = Cela ne peut être établi que par une connexion sécurisée (https).

choice = Ordre et choix des publications
newest-first = Plus récentes d’abord
oldest-first = Plus anciennes d’abord
all-posts = Toutes les publications
key-events = Temps forts
nothing-chosen = Aucune publication de ce genre pour l’instant.
see-all = Voir toutes les publications
newer = Publications plus récentes
oldest = Premières publications
series = Directs précédent et suivant
previous = Avant
next = Après
time-unknown = heure inconnue
in-context = La lire parmi les autres
share = Partager
copied = Lien copié
not-copied = Le lien n’a pas pu être copié : il se trouve sous la publication
loading = Chargement…
not-loaded = Les publications n’ont pas pu être chargées. Réessayer
keys = Raccourcis clavier
key-next = Publication suivante
key-previous = Publication précédente
key-help = Afficher ces raccourcis
key-close = Fermer
keys-on = Utiliser ces touches

new-updates =
    { $count ->
        [one] { $number } nouvelle publication
        [many] { $number } de nouvelles publications
       *[other] { $number } nouvelles publications
    }
mode-connecting = Connexion en cours
mode-live = Les nouveautés s’affichent aussitôt
mode-polling = Recherche de nouveautés toutes les quelques secondes
mode-offline = Hors ligne : nouvelle tentative
mode-paused = Mises à jour suspendues
pause = Suspendre les mises à jour
resume = Reprendre les mises à jour

# What a device says that shows a page as it kept it, and where it kept none.
saved = Pas de connexion. Cette page a été enregistrée à { $time }.
try-again = Réessayer
offline-title = Cette page n’est pas enregistrée sur cet appareil
offline-note = Il n’y a pas de connexion au serveur pour le moment. Les pages lues récemment restent lisibles hors connexion.
offline-kept = Enregistrées sur cet appareil

no-page = Cette page n’existe pas ici
no-coverage = Ce direct n’existe pas ici
no-part = Cette partie du direct n’existe pas
no-post = Cette publication n’existe pas dans ce direct
no-moment = Ceci ne désigne aucun moment de ce direct
no-moment-note = Un moment est le numéro d’une modification, comme 17, ou une heure, comme 2026-03-01T09:30 ou 2026-03-01T09:30:00Z.
too-early = Il n’y avait encore rien à lire ici à ce moment
too-early-note = Ce direct n’était pas encore visible.
not-yet = Cela n’est pas encore arrivé
not-yet-note = Cette modification n’existe pas encore, ou l’heure est à venir.
no-feed = Les flux n’existent qu’en rss, atom et json
no-picture = Cette image n’existe pas ici
broken-picture = Cette image ne peut pas être affichée
missing-note = L’adresse est peut-être mal saisie, ou la page n’a jamais été publiée.
broken-page = Une erreur s’est produite ici
broken-note = La page n’a pas pu être préparée ; l’erreur vient de nous et a été enregistrée. Cela marchera peut-être dans un instant.
slow-page = Cette page met trop de temps
slow-note = Il y a trop à faire en ce moment. Cela marchera peut-être dans un instant.
live-now = En direct maintenant
no-posts-yet = Rien n’a encore été publié. La première publication apparaîtra ici d’elle-même.

language-name = Français
languages = Langues
comma = ,
labelled = { $label } : { $text }
date =
    { $day } { $month ->
        [1] janv.
        [2] févr.
        [3] mars
        [4] avr.
        [5] mai
        [6] juin
        [7] juil.
        [8] août
        [9] sept.
        [10] oct.
        [11] nov.
       *[12] déc.
    } { $year }
date-time = { $date }, { $time }
