# Tout ce que dit la rédaction. Glossaire : docs/languages.md.

desk-name = Rédaction Stet
skip = Aller au contenu
navigation = Rédaction
navigation-phone = Rédaction, en bref
again = Réessayer
cancel = Annuler
close = Fermer
done = Terminé
save = Enregistrer
add = Ajouter
remove = Retirer
delete = Supprimer
restore = Restaurer
more = Plus
more-of = Plus pour « { $name } »
edit = Modifier
edit-of = Modifier « { $name } »
remove-of = Retirer « { $name } »
delete-of = Supprimer « { $name } »
delete-it = Supprimer « { $name } » ?
remove-it = Retirer « { $name } » ?
copy = Copier
copied = Copié.
link = Lien
name = Nom
title = Titre
none = Aucun
never = Jamais
or = ou
made = Créé
expires = Expire
in-days = Dans { $days } jours
older = Voir les plus anciens
choose = Choisir « { $name } »
choose-one = Choisir…
choose-several = Sélectionner
chosen = { $count } sélectionnés
move-up = Monter « { $name } »
move-down = Descendre « { $name } »
moved-to = « { $name } » est maintenant { $place } sur { $of }.
screen-missing = Cet écran n’est pas gardé sur cet appareil. Il s’ouvrira dès qu’il y aura une connexion.
nowhere = Rien ici
nowhere-hint = Cet écran n’existe pas. L’adresse est peut-être coupée, ou ce à quoi elle menait a disparu.
fault-offline = Le serveur n’est pas joignable.
fault-offline-hint = Ce que vous écrivez est gardé sur cet appareil et envoyé dès qu’il y a une connexion.
fault-unreadable = Le serveur a répondu { $status } sans dire pourquoi.
fault-unreadable-hint = Réessayez ; si cela persiste, demandez à qui gère le serveur de regarder son journal.
fault-broken = Quelque chose s’est mal passé dans la rédaction elle-même.
fault-broken-hint = Rechargez la page ; rien de ce que vous avez écrit n’est perdu.
fault-no-words = Il n’y a pas de texte sous le titre.
fault-no-words-hint = Écrivez au moins une phrase : un titre seul ne fait pas une publication.
fault-slug-taken = Il y a déjà un direct de ce nom ici.
fault-slug-taken-hint = Choisissez un autre nom pour son adresse ici.

# Coming in
sign-in = Se connecter
sign-in-setup = Cette rédaction n’a pas encore de propriétaire. Au démarrage, le serveur a affiché un lien à usage unique : ouvrez-le.
sign-in-oidc = Se connecter avec { $name }
sign-in-passkey = Se connecter avec une clé d’accès
sign-in-forgotten = Si vous ne pouvez pas entrer, un propriétaire de votre rédaction peut vous créer un lien.
refusal-not_a_member = Personne ici n’a l’adresse e-mail avec laquelle vous vous êtes connecté.
refusal-hint-not_a_member = Demandez à un propriétaire de votre rédaction de vous inviter à cette adresse.
refusal-unverified_email = Votre adresse e-mail n’y a pas été vérifiée.
refusal-hint-unverified_email = Vérifiez-la auprès de qui gère votre compte, puis reconnectez-vous.
refusal-provider_unavailable = Le service de connexion de votre rédaction ne répond pas.
refusal-hint-provider_unavailable = Réessayez dans une minute, ou utilisez un mot de passe ou une clé d’accès.
refusal-sign_in_expired = La connexion a pris trop de temps, ou la page a été chargée deux fois.
refusal-hint-sign_in_expired = Recommencez.
refusal-other = La connexion n’a pas abouti.
refusal-hint-other = Réessayez, ou utilisez un mot de passe ou une clé d’accès. Si cela persiste, demandez à qui gère le serveur.
sign-out = Se déconnecter
email = E-mail
password = Mot de passe
password-help = Au moins 12 caractères. Une phrase convient bien.
password-change = Changer le mot de passe
password-set = Définir un mot de passe
password-current = Mot de passe actuel
password-new = Nouveau mot de passe
your-name = Votre nom
enter = Entrer
come-again = Comment vous connecterez-vous désormais ?
by-password = Avec un mot de passe
by-passkey = Avec une clé d’accès sur cet appareil
link-setup = Bienvenue dans Stet
link-setup-text = Vous allez devenir propriétaire de cette rédaction.
link-invitation = Vous êtes invité
link-invitation-text = Vous êtes invité dans cette rédaction comme { $role }.
link-recovery = De retour
link-recovery-text = Choisissez comment vous vous connecterez désormais. Vous restez { $role }, et tout ce qui existait est encore là.
link-incomplete = Ce lien n’est pas complet.
link-incomplete-hint = Copiez-le en entier, y compris ce qui suit le « # ». Un lien ne sert qu’une fois.
passkey-first = Premier appareil
passkey-named = { $device } sur cet appareil
passkey-declined = La clé d’accès n’a pas été utilisée.
passkey-declined-hint = Réessayez, ou choisissez un autre moyen.

# Roles
role = Rôle
role-of = Rôle de { $name }
role-owner = Propriétaire
role-owner-about = A accès à tout et s’occupe des membres.
role-editor = Rédacteur en chef
role-editor-about = Publie, révise, retire et gère là où il a une place ; ouvre des directs.
role-reporter = Journaliste
role-reporter-about = Écrit, voit tous les brouillons, et publie ou soumet selon le direct.
role-contributor = Contributeur
role-contributor-about = Écrit et soumet ; ne voit que ses propres brouillons.
role-viewer = Lecteur
role-viewer-about = Lit les publications et voit qui est là.

# Coverages
coverages = Directs
coverages-all = Tous les directs
coverages-none = Vous n’avez encore de place dans aucun direct. Un rédacteur en chef peut vous en donner une.
coverages-none-yet = Pas encore de direct. Ouvrez le premier.
coverage-open = Nouveau direct
coverage-open-do = Ouvrir
coverage-open-live = Le montrer aux lecteurs tout de suite
coverage-has-ended = Ce direct est terminé ; il ne prend plus de publications tant qu’il n’est pas rouvert.
coverage-is-followed = Ce direct vient de { $host }, où il est écrit et nulle part ailleurs.
coverage-source = Voir la source
posts-count = { $count ->
    [one] { $count } publication
    [many] { $count } de publications
   *[other] { $count } publications
}
headline = Titre
standfirst = Chapô
slug = Nom dans l’adresse
slug-form = a–z, 0–9 et des traits d’union isolés entre eux
language = Langue
language-help = Un code comme en, de ou pt-BR
zone = Fuseau horaire
status-draft = Brouillon
status-live = En direct
status-paused = En pause
status-ended = Terminé
status-published = Publié
status-withdrawn = Retiré
status-redacted = Expurgée
status-submitted = Soumis
status-changes_requested = Modifications demandées
status-approved = Approuvé
status-scheduled = Programmé

# A coverage
page = Page des lecteurs
manage = Gérer
panes = Parties de la rédaction
pane-write = Écrire
pane-posts = Publications
pane-drafts = Brouillons
pane-desk = Rédaction
desk = Rédaction
composer = Éditeur
posts = Publications
posts-none = Rien n’a encore été publié.
drafts = Brouillons
line-connecting = Connexion…
line-live = À jour
line-lost = Pas de connexion
here = Ici en ce moment
here-nobody = Personne d’autre n’est ici.
here-writing = { $name }, écrit
in-draft = dans
post-came = Nouvelle publication : { $headline }
mention-came = { $name } vous a mentionné.
mention-own = Une note vous attend sur l’un de vos brouillons.
new-post = Écrire une publication…
templates = Modèles
column-draft = Brouillons
column-draft-none = Aucun brouillon.
column-submitted = En relecture
column-submitted-none = Rien n’attend de rédacteur en chef.
column-scheduled = Programmés
column-scheduled-none = Rien n’est programmé.
suggestions = Suggestions
suggestions-none = Rien de nouveau dans les flux suivis.
feeds-broken = { $count ->
    [one] { $count } flux non lu
    [many] { $count } de flux non lus
   *[other] { $count } flux non lus
}
feed-broken = « { $title } » n’est pas lu en ce moment. { $problem }
feed-broken-manage = À voir sous « Gérer »
feed-broken-ask = Qui gère le direct peut s’en occuper.
suggestion-draft = En faire un brouillon
suggestion-draft-of = Faire un brouillon de « { $title } »
suggestion-dismiss = Mettre de côté
suggestion-dismiss-of = Mettre de côté « { $title } »
suggestion-read = { $title } (s’ouvre dans un nouvel onglet)
said-put-aside = Mis de côté, pour tous ceux de ce direct.
draft-unnamed = Sans titre
draft-local = Sur cet appareil
draft-unreadable = Texte gardé sur cet appareil
draft-unreadable-remove = Retirer ce texte ?
draft-unreadable-remove-about = Il n’est que dans ce navigateur, et personne ne pourra le retrouver. Copiez d’abord ce qui manque.
draft-unreadable-about = Il a été écrit dans une autre version de la rédaction, et celle-ci ne peut pas l’ouvrir. Copiez ce qui manque dans un brouillon. Il reste ici jusqu’à ce que vous le retiriez.
draft-revision = Révision
notes-count = { $count ->
    [one] { $count } note
    [many] { $count } de notes
   *[other] { $count } notes
}
handover = Relève
handover-none = Rien n’a encore été transmis.
handover-edit = Modifier la note de relève
handover-overtaken = { $name } l’a changée entre-temps en :
handover-seen = J’en ai pris connaissance

# A post
pinned = Épinglé
pin = Épingler en haut
unpin = Détacher du haut
key-event = Temps fort
key-event-not = Plus un temps fort
label-set = Mettre une étiquette
copy-link = Copier le lien
placement = Heure et place
placement-about = Cela déplace la publication pour les lecteurs. Le moment de sa publication reste consigné, et ce déplacement aussi.
placement-time = À une heure ({ $zone })
placement-over = Au-dessus d’une autre publication
placement-under = Au-dessous d’une autre publication
placement-published = Là où elle a été publiée
placement-at = Heure
placement-other = Publication
revised = révisé
time-unknown = Heure inconnue
withdraw = Retirer
withdraw-several = { $count ->
    [one] Retirer { $count } publication
    [many] Retirer { $count } de publications
   *[other] Retirer { $count } publications
}
withdraw-about = Le texte disparaît aussitôt de la page. Une note datée, avec votre motif, prend sa place.
withdrawn-because = Retiré :
redact = Expurger
redact-post = Retirer cette publication du registre ?
redact-ground = Pour quel motif ? Les lecteurs n’apprendront que cela.
redact-legal = La loi l’exige
redact-safety = Elle met quelqu’un en danger
redact-privacy = Elle touche à la vie privée de quelqu’un
redact-meant = Je comprends que personne ne pourra la rétablir.
redact-post-words = Son texte disparaît définitivement : toutes ses versions, ses notes et le motif d’un retrait, des pages, des flux, de la recherche, du registre et du disque.
redact-post-desk = Les brouillons qui la révisent, et ce qui en a été gardé lors d’une dépublication, disparaissent aussi.
redact-post-media = Les images et vidéos qu’aucune autre publication ne montre disparaissent avec elle.
redact-post-stays = Sa place, ses heures et ce motif restent visibles. Les points essentiels, les titres et les autres publications qui disent la même chose ne sont pas touchés.
redact-backups = Les sauvegardes antérieures la contiennent encore ; la prochaine ne la contiendra plus.
redacted-because = Retirée du registre :
unpublish = Dépublier
unpublish-about = La publication est retirée avec votre motif, et son texte est gardé dans un nouveau brouillon.
reason = Motif, pour les lecteurs
contributed = Avec { $names }

# Writing
save-saved = Enregistré
save-saving = Enregistrement…
save-offline = Gardé sur cet appareil
save-conflict = Deux versions
save-refused = Sur cet appareil seulement
composer-close = Fermer
publish = Publier
publish-change = Publier la modification…
pin-it = Épingler en haut
submit = Soumettre
approve = Approuver
return = Demander des modifications
return-about = Le brouillon retourne à son auteur avec votre note.
recall = Reprendre
schedule = Programmer
time-schedule-at = Paraît à
time-schedule-do = Programmer
unschedule = Ne pas publier automatiquement
embargo = Embargo
time-embargo-at = Pas avant
time-embargo-do = Fixer l’embargo
embargo-lift = Lever l’embargo
in-zone = À l’heure du direct : { $zone }
share = Partager avec…
share-about = Les journalistes et rédacteurs en chef du direct voient déjà le brouillon. Un contributeur ne voit que les brouillons partagés avec lui.
share-with = Partager
share-nobody = Il n’y a aucun contributeur avec qui le partager.
preview = Aperçu
refused-hint = Votre texte reste sur cet appareil. Copiez ce qu’il vous faut avant de partir.
refused-too-large = C’est trop long pour une publication, et ne peut pas être enregistré.
refused-too-large-hint = C’est gardé sur cet appareil. Enlevez-en une partie, et le reste sera enregistré.
conflict = Deux versions n’ont pas pu être réunies.
conflict-about = La version du serveur est dans l’éditeur. Voici en quoi la vôtre diffère ; rien n’est jeté avant votre choix.
conflict-both = Garder les deux
conflict-mine = Garder la mienne
conflict-theirs = Garder l’autre
written-meanwhile = Quelqu’un d’autre a écrit dans ce brouillon depuis que la différence a été montrée.
written-meanwhile-hint = La différence contient maintenant son texte. Regardez-la encore, puis publiez.
merged = Quelqu’un d’autre a révisé cette publication entre-temps.
merged-hint = Sa modification est reprise. Regardez encore la différence, puis publiez.
merged-not = Elle porte sur le même texte que la vôtre, et serait écrasée. Regardez la différence : publiez telle quelle, ou annulez et reprenez l’autre.
reminders = Avant la parution
reminder-duplicate = Proche d’une publication antérieure : { $headline }
reminder-figure = « { $here } » ici, « { $before } » avant
reminder-name = « { $here } » ici, « { $before } » avant
reminder-alt = { $count ->
    [one] L’image ne dit pas ce qu’elle montre à ceux qui ne peuvent pas la voir.
    [many] L’image { $number } ne dit pas ce qu’elle montre à ceux qui ne peuvent pas la voir.
   *[other] L’image { $number } ne dit pas ce qu’elle montre à ceux qui ne peuvent pas la voir.
}
reminder-credit = { $count ->
    [one] L’image n’a pas de crédit.
    [many] L’image { $number } n’a pas de crédit.
   *[other] L’image { $number } n’a pas de crédit.
}
reminder-link = Lien vers { $url } : { $problem }
earlier-post = Publication antérieure
put-aside = Mettre de côté
notes = Notes
note-write = Écrire une note ; @ mentionne quelqu’un
note-help = Membres seulement. Les lecteurs ne voient jamais les notes.
note-send = Ajouter la note
note-remove = Retirer la note
mention-whom = Mentionner

# A revision
revision-publish = Publier la modification
revision-same = Rien n’a été modifié.
revision-kind = Que dit-on aux lecteurs ?
notice-correction = Correction
notice-correction-about = Quelque chose était faux.
notice-clarification = Précision
notice-clarification-about = Quelque chose pouvait être mal compris.
notice-update = Mise à jour
notice-update-about = Il y a du nouveau.
notice-silent = Rien
notice-silent-about = Une faute de frappe.
notice-text = Ce qui est dit, sous la publication
notice-help = Dites ce qui était faux et ce qui est juste.
publish-as-correction = Publier comme correction
publish-as-clarification = Publier comme précision
publish-as-update = Publier comme mise à jour
publish-as-silent = Publier sans note
field-label = Étiquette
field-headline = Titre
field-key_event = Temps fort
field-byline = Signature
field-contributors = Contributeurs
field-dateline = Lieu
field-body = Texte
diff-added = ajouté :
diff-removed = retiré :
diff-end = ,

# What was done
said-published = Publié.
said-revised = La modification est publiée.
said-submitted = Soumis.
said-approved = Approuvé.
said-returned = Modifications demandées.
said-recalled = Repris.
said-scheduled = Programmé.
said-unscheduled = Ce ne sera pas publié automatiquement.
said-embargo = Embargo fixé.
said-embargo-lifted = L’embargo est levé.
said-deleted = Supprimé. On peut le restaurer depuis la corbeille.
said-shared = Partagé avec { $name }.
said-withdrawn = Retiré.
said-redacted = Expurgée. Elle est en cours d’effacement du disque.
said-unpublished = Retiré ; son texte est dans ce brouillon.
said-pinned = Épinglé en haut.
said-unpinned = Détaché du haut.
said-key-event = Marqué comme temps fort.
said-no-key-event = Ce n’est plus un temps fort.
said-placed = Déplacé.
said-handover = Note de relève enregistrée.
said-saved = Enregistré.
overtaken = Quelqu’un d’autre l’a modifié entre-temps. On y lit maintenant : « { $now } ». Enregistrez à nouveau pour mettre votre version à la place, ou rechargez la page pour garder l’autre.
said-removed = Retiré.
said-password = Mot de passe changé.
said-bulk = { $left ->
    [0] Fait pour { $done }.
    [one] Fait pour { $done } ; { $left } n’a pas pu l’être et reste sélectionné.
    [many] Fait pour { $done } ; { $left } n’ont pas pu l’être et restent sélectionnés.
   *[other] Fait pour { $done } ; { $left } n’ont pas pu l’être et restent sélectionnés.
}
said-bulk-changed = { $count ->
    [one] { $count } brouillon a été modifié depuis que vous l’avez sélectionné. Lisez-le avant de le sélectionner à nouveau.
    [many] { $count } de brouillons ont été modifiés depuis que vous les avez sélectionnés. Lisez-les avant de les sélectionner à nouveau.
   *[other] { $count } brouillons ont été modifiés depuis que vous les avez sélectionnés. Lisez-les avant de les sélectionner à nouveau.
}

# Managing a coverage
manage-of = Gérer « { $headline } »
back-to-coverage = Vers le direct
manage-words = Titre et chapô
manage-status = État
end-scheduled = Terminer malgré des publications programmées ?
end-scheduled-do = Terminer
end-scheduled-about = { $count ->
    [one] { $count } publication est programmée pour plus tard. Une fois le direct terminé, elle ne paraîtra pas : elle reste un brouillon, et son auteur en est averti.
    [many] { $count } de publications sont programmées pour plus tard. Une fois le direct terminé, elles ne paraîtront pas : elles restent des brouillons, et leurs auteurs en sont avertis.
   *[other] { $count } publications sont programmées pour plus tard. Une fois le direct terminé, elles ne paraîtront pas : elles restent des brouillons, et leurs auteurs en sont avertis.
}
status-note = Un mot aux lecteurs à ce sujet
status-note-help = Par exemple « Nous reprenons à six heures du matin. »
successor = Où l’histoire continue
successor-help = Le nom d’un autre direct d’ici, ou une adresse
manage-key-points = L’essentiel
key-point = Point essentiel { $place }
key-point-empty = Point essentiel vide
key-point-add = Ajouter un point essentiel
key-point-remove = Retirer le point essentiel { $place }
key-point-post = Publication du point essentiel { $place }
key-point-no-post = Aucune publication
older-post = Une publication plus ancienne
pinned-post = Épinglé en haut
manage-lead = Image ou film en haut
lead-kind = Genre
lead-image = Image
lead-video = Film
lead-media = Média enregistré (son identifiant)
lead-alt = Ce qu’on y voit, pour ceux qui ne peuvent pas le voir
lead-caption = Légende
lead-credit = Crédit
lead-title = Titre
lead-url = Adresse où on peut le regarder
lead-poster = Image avant la lecture (son identifiant)
lead-source = Qui l’a fait
manage-further = Pour aller plus loin
article-empty = Ligne vide
article-title = Titre de l’article { $place }
article-url = Adresse de l’article { $place }
article-add = Ajouter un article
article-remove = Retirer l’article { $place }
manage-settings = Réglages
page-theme = Apparence de sa page
page-theme-standard = Standard
page-theme-contrast = Contraste élevé
page-theme-evening = Journal du soir
page-theme-unknown = { $name } (inconnu ici : comme standard)
page-theme-help = Les pages ouvertes changent en quelques secondes, leur pied de page au prochain chargement.
reporting = Les journalistes de ce direct
reporting-publish = publient eux-mêmes
reporting-submit = soumettent à un rédacteur en chef
manage-places = Membres de ce direct
place-add = Donner une place à
place-take = Retirer sa place à { $name }
embedding = Sur d’autres sites
embedding-about = Placez l’un de ces codes dans une page d’un autre site. Le direct y continue, et ses liens s’ouvrent en dehors.
embedding-frame = Un cadre de hauteur fixe (HTML)
embedding-element = Un cadre qui grandit avec son contenu (HTML)
embedding-oembed = Adresse pour les sites qui demandent eux-mêmes (oEmbed)
embedding-not-yet = Rien n’y est visible tant que ce direct n’est pas en direct.
inlets = Entrées depuis une messagerie
inlets-about = Ce qu’une messagerie envoie à l’adresse d’une entrée devient ici un brouillon, avec une note de qui l’a écrit. Qui a l’adresse peut créer des brouillons, et rien d’autre.
inlet-new = Nouvelle entrée
inlet-name-help = Par exemple le canal auquel elle sert ; les notes de ses brouillons commencent par là.
inlet-make = Créer
inlet-made = Copiez l’adresse maintenant : elle ne sera plus montrée.
inlet-address = Adresse
inlet-slack = Dans une application de votre espace, ajoutez une commande slash avec l’adresse comme Request URL.
inlet-mattermost = Sous Intégrations, ajoutez une commande slash ou un webhook sortant avec l’adresse comme URL.
inlet-telegram = Donnez l’adresse à un bot présent dans la conversation, par cette ligne, avec le jeton du bot dedans.
inlet-telegram-line = Pour Telegram
inlet-by = Créé par { $name }
inlet-delete-about = Ce qui est envoyé à son adresse est désormais refusé. Les brouillons arrivés par elle restent.
feeds = Flux suivis
feeds-about = Ce qu’ils ont de nouveau est suggéré à tous ceux qui écrivent ici. Rien n’en est publié automatiquement.
feed-address = Adresse d’un flux RSS, Atom ou JSON
feed-watch = Suivre
feed-problem = Pas lu la dernière fois. { $problem } Un nouvel essai a lieu de lui-même, de plus en plus espacé. S’il a déménagé, retirez-le et suivez sa nouvelle adresse.
feed-read = Lire maintenant
feed-read-of = Faire lire « { $title } » maintenant
said-feed-read = Il a été lu.
said-feed-unread = Il n’a pas pu être lu.
feed-remove-about = Il n’est plus lu, et ce qu’il suggérait disparaît. Les brouillons qui en ont été tirés restent.
said-watched = « { $title } » est suivi désormais.

# Trash, search, mentions
trash = Corbeille
trash-about = Les brouillons supprimés sont gardés 30 jours.
trash-empty = La corbeille est vide.
search = Rechercher
search-words = Mots
search-in = Dans
search-everywhere = Tous les directs
search-kind = Quoi
search-all = Publications et brouillons
search-nothing = Rien n’a été trouvé.
found = { $count ->
    [one] { $count } résultat
    [many] { $count } de résultats
   *[other] { $count } résultats
}
mentions = Mentions
mentions-none = Personne ne vous a encore mentionné.
unseen = { $count ->
    [one] { $count } non vue
    [many] { $count } de non vues
   *[other] { $count } non vues
}

# The library
library = Bibliothèque
templates-about = Par quoi commence une publication de ce genre.
template-new = Nouveau modèle
template-edit = Modifier le modèle
template-remove-about = Il disparaît pour toute la rédaction et ne peut pas être récupéré. Les publications commencées avec lui restent telles quelles.
backgrounds = Contexte
backgrounds-about = Écrit une fois, utilisé dans plusieurs publications, révisé en un seul endroit.
backgrounds-none = Pas encore de bloc de contexte.
background-new = Nouveau bloc de contexte
background-edit = Modifier le bloc de contexte
background-remove-about = { $count ->
    [0] Il disparaît pour toute la rédaction et ne peut pas être récupéré. Aucune publication ne le contient.
    [one] Il disparaît pour toute la rédaction et ne peut pas être récupéré. La publication qui le contient garde son texte, qui ne pourra plus être révisé d’ici.
    [many] Il disparaît pour toute la rédaction et ne peut pas être récupéré. Les { $count } de publications qui le contiennent gardent son texte, qui ne pourra plus être révisé d’ici.
   *[other] Il disparaît pour toute la rédaction et ne peut pas être récupéré. Les { $count } publications qui le contiennent gardent son texte, qui ne pourra plus être révisé d’ici.
}
background-used = { $count ->
    [one] Dans { $count } publication
    [many] Dans { $count } de publications
   *[other] Dans { $count } publications
}
background-will-revise = { $count ->
    [one] L’enregistrer le renouvelle dans la publication qui le contient.
    [many] L’enregistrer le renouvelle dans les { $count } de publications qui le contiennent.
   *[other] L’enregistrer le renouvelle dans les { $count } publications qui le contiennent.
}
background-revised = { $count ->
    [0] Enregistré.
    [one] Enregistré ; { $count } publication est en cours de révision.
    [many] Enregistré ; { $count } de publications sont en cours de révision.
   *[other] Enregistré ; { $count } publications sont en cours de révision.
}
background-left = { $count ->
    [one] { $count } publication n’a pas pu être révisée et a encore l’ancien texte.
    [many] { $count } de publications n’ont pas pu être révisées et ont encore l’ancien texte.
   *[other] { $count } publications n’ont pas pu être révisées et ont encore l’ancien texte.
}

# Members
members = Membres
last-seen = Vu pour la dernière fois
member-disabled = Fermé
member-disable = Fermer le compte
member-enable = Rouvrir le compte
recovery-link = Lien de retour
recovery-link-about = Envoyez-le à { $name }. Il ne sert qu’une fois et ne sera plus montré.
invitations = Invitations
invitation-withdraw = Retirer
invite = Inviter
invite-do = Créer le lien
invite-coverages = Une place dans
invite-made = Envoyez ce lien à { $email }. Il ne sert qu’une fois et ne sera plus montré.

# Who is told: webhooks
webhooks = Webhooks
webhooks-about = D’autres serveurs sont informés de ce qui est publié, au fur et à mesure : chaque changement une fois paru, signé, dans l’ordre, et répété jusqu’à ce qu’il soit accepté.
webhooks-none = Pas encore de webhook. Créez-en un pour un serveur qui veut savoir.
webhook-new = Nouveau webhook
webhook-name = À quoi il sert
webhook-url = Adresse
webhook-url-help = Où les changements sont envoyés : une adresse publique, de préférence en https.
webhook-coverage = Changements de
webhook-kinds = Quels changements
webhook-kinds-every = Tous les genres, ceux de versions futures aussi
webhook-kinds-some = Seulement ceux-ci :
webhook-kinds-all = tous les genres de changements
webhook-kinds-count = { $count ->
    [one] { $count } genre de changement
    [many] { $count } de genres de changements
   *[other] { $count } genres de changements
}
webhook-make = Créer
webhook-edit = Modifier le webhook
webhook-running = En marche
webhook-retrying = Nouvel essai
webhook-retry-in = Un changement est renvoyé : { $when }.
webhook-retry-about = { $event }, seq { $seq } de { $coverage }, a été envoyé { $attempts ->
    [one] { $attempts } fois
    [many] { $attempts } de fois
   *[other] { $attempts } fois
} sans être accepté. Les changements suivants attendent, rien n’est perdu. Occupez-vous du serveur, ou de l’adresse sous « Modifier ».
webhook-retry-now = Essayer maintenant
webhook-retry-now-of = Faire essayer « { $name } » maintenant
webhook-stopped = Arrêté
webhook-stopped-since = Arrêté depuis
webhook-stopped-about = Il reprendra là où il en est, rien n’est perdu. Occupez-vous du serveur, puis faites-le reprendre.
webhook-ping = Tester
webhook-ping-of = Tester « { $name } »
webhook-ping-well = Un message d’essai a été envoyé, et la réponse était { $status }.
webhook-ping-ill = Un message d’essai a été envoyé, et n’est pas bien arrivé.
webhook-resume = Reprendre
webhook-resume-of = Faire reprendre « { $name } »
webhook-deliveries = Envois
webhook-deliveries-of = Ce qui a été envoyé à « { $name } »
webhook-replay = Renvoyer…
webhook-replay-title = Renvoyer à partir d’un endroit
webhook-replay-about = Chaque changement d’un direct a un numéro, son seq. Le webhook reprend après celui que vous donnez : avec 0, tout lui est envoyé encore une fois ; avec un numéro plus avancé, ce qui est entre les deux est omis. Ce qui lui a déjà été envoyé garde le même webhook-id qu’alors.
webhook-replay-after = Après le seq
webhook-replay-do = Reprendre de là
webhook-secret = Secret
webhook-secret-of = Secret de « { $name } »
webhook-secret-new = Nouveau secret…
webhook-secret-renew = Créer un autre secret pour « { $name } » ?
webhook-secret-renew-about = Les messages sont aussitôt signés avec le nouveau. Le serveur les refuse tant qu’il ne le connaît pas ; ils sont renvoyés entre-temps.
webhook-secret-do = Créer
webhook-secret-made = Copiez-le maintenant : il ne sera plus montré.
webhook-verify = Le serveur reconnaît un message comme le nôtre si son en-tête webhook-signature est « v1, » suivi du Base64 de HMAC-SHA256 sur ces trois éléments, séparés par des points :
webhook-verify-key = La clé est ce qui suit « whsec_ », décodé du Base64. C’est Standard Webhooks ; il existe des bibliothèques :
webhook-delete-about = Plus rien n’y est envoyé, et ce qui en est dit ici disparaît aussi. On ne peut pas le récupérer.
said-webhook-resumed = Il reprend.
change-coverage_opened = Direct ouvert
change-headline_changed = Titre changé
change-standfirst_changed = Chapô changé
change-settings_changed = Réglages changés
change-theme_changed = Apparence changée
change-status_changed = État changé
change-successor_changed = Suite changée
change-lead_changed = Image ou film du haut changé
change-key_points_changed = Points essentiels changés
change-go_deeper_changed = Autres articles changés
change-post_published = Publication parue
change-post_revised = Publication révisée
change-post_withdrawn = Publication retirée
change-post_placed = Publication déplacée
change-post_pinned = Publication épinglée
change-post_unpinned = Publication détachée
change-post_redacted = Publication expurgée
change-medium_redacted = Image ou vidéo expurgée
deliveries-none = Rien n’a été envoyé ces 30 derniers jours.
deliveries-about = Les 30 derniers jours, les plus récents d’abord, 200 au plus.
delivery-at = Quand
delivery-event = Événement
delivery-place = Direct et seq
delivery-attempts = Essais
delivery-answer = Réponse
delivery-taken = Accepté
delivery-refused = Pas accepté
delivery-coverage-gone = un direct qui a disparu
refresh = Actualiser

# Coverages of other servers
followings = Directs relayés
followings-short = Relayés
followings-about = Des directs d’autres serveurs, montrés ici aussi. Chaque changement est vérifié avant que les lecteurs le voient : il doit être ce que la source a signé. Personne n’y écrit ici.
followings-none = Aucun direct d’un autre serveur n’est encore relayé.
follow-new = Relayer un direct
follow-source = Adresse du direct
follow-source-help = Sa page des lecteurs sur l’autre serveur, avec /live/ dans l’adresse. La clé qui y signe maintenant est retenue : ce qui vient doit être signé par elle, ou par une clé à laquelle elle passe la main.
follow-slug = Nom dans l’adresse ici
follow-slug-help = Si vous n’en écrivez pas, il s’appelle comme là-bas.
follow-do = Relayer
follow-asking = La source est interrogée…
follow-asking-about = On demande à la source qui signe chez elle. Cela peut prendre une demi-minute.
following-state-following = Relayé
following-state-stopped = Arrêté
following-state-left = N’est plus relayé
following-source = Source
following-verified = Changements vérifiés
following-verified-last = Dernière vérification
following-not-yet = pas encore
following-nothing-since = Rien n’est venu depuis
following-nothing-about = Un nouvel essai a lieu de lui-même. Ce qui a été vérifié avant reste.
following-stopped-since = Arrêté depuis
following-stopped-about = Ce qui a été vérifié avant reste, et les lecteurs le voient. Voyez ce qu’il en est avec ceux qui tiennent la source ; puis faites-le reprendre, avec la clé qui y signe alors.
following-key = Clé retenue
following-key-about = Ceux qui tiennent la source peuvent vous dire si c’est la leur.
following-go-on = Reprendre
following-leave = Ne plus relayer
following-leave-it = Ne plus relayer « { $name } » ?
following-leave-about = Ce qui est venu reste, comme un direct ordinaire de ce serveur, qui dit d’où il vient et où l’on peut écrire. Plus rien ne vient de sa source.
following-leave-nothing = Rien n’en est encore venu ; il n’en reste donc rien ici.
said-followed = « { $name } » est relayé.
said-following-resumed = « { $name } » est relayé à nouveau, si ce que dit sa source est juste maintenant.
said-left = « { $name } » n’est plus relayé.

# Who did what
audit = Journal
audit-at = Quand
audit-who = Qui
audit-what = Quoi
audit-where = Direct
audit-nobody = Le serveur

# Oneself
me = Vous
me-of = Vous, { $name }
about-you = À votre sujet
further = Autres
theme = Apparence
theme-system = Comme le système
theme-light = Claire
theme-dark = Sombre
desk-language = Langue de la rédaction
desk-language-browser = Comme le navigateur
passkeys = Clés d’accès
passkeys-about = Une clé d’accès vous connecte sans mot de passe, avec le doigt, le visage ou le code de l’appareil.
passkey-add = Ajouter une clé d’accès
passkey-remove-about = Vous ne pourrez plus vous connecter avec elle. Votre appareil peut continuer à la proposer tant que vous ne l’y supprimez pas aussi.
sessions = Où vous êtes connecté
session-this = Celle-ci
session-seen = Vue pour la dernière fois
session-end = Y mettre fin
browser-unknown = Un navigateur
tokens = Jetons
tokens-about = Pour des programmes qui utilisent l’API en votre nom, au plus avec vos droits.
token = Jeton
token-new = Nouveau jeton
token-name = À quoi il sert
token-scopes = Ce qu’il permet
token-coverage = Où
token-make = Créer
token-made = Copiez-le maintenant : il ne sera plus montré.
token-revoke = Révoquer
token-revoke-it = Révoquer « { $name } » ?
token-revoke-about = Les programmes qui l’utilisent sont désormais refusés. On ne peut pas le récupérer ; vous pouvez en créer un autre.
scope-read = Lire
scope-read-about = les directs et les publications
scope-draft = Préparer
scope-draft-about = écrire des brouillons et les soumettre
scope-publish = Publier
scope-publish-about = publier, réviser, retirer
scope-manage = Gérer
scope-manage-about = le direct lui-même et qui y a une place
scope-admin = Administrer
scope-admin-about = membres, invitations, jetons

# Pictures and films
media-choose = Choisir dans la bibliothèque
media-look = Mots de leur nom ou de ce qui en est dit
media-kind = Genre
media-kind-all = Tous
media-kind-image = Images
media-kind-film = Films
media-none = Rien de ce genre n’est dans la bibliothèque.
media-found = { $count ->
    [one] { $count } est affiché.
    [many] { $count } sont affichés.
   *[other] { $count } sont affichés.
}
media-more = Voir les précédents
media-insert = { $count ->
    [0] Insérer
    [one] Insérer
    [many] Insérer { $count }
   *[other] Insérer { $count }
}
media-edit-of = Modifier { $name }
media-edit = Ce qui en est dit
media-alt = Ce que montre l’image
media-caption = Légende
media-credit = Crédit
media-source = Source
media-rights = Droits
media-public = Publié
media-size = { $width } × { $height }
media-delete-it = Supprimer « { $name } » ?
media-delete-about = Il disparaît pour tous, aussi des brouillons qui le montrent. Ce qui est publié reste.
media-said-saved = Enregistré.
media-said-deleted = Supprimé.
media-redact-it = Retirer « { $name } » à tout le monde ?
redact-media-files = Tous ses fichiers disparaissent définitivement, dans toutes les tailles. Qui en demande un apprend qu’il a été supprimé.
redact-media-posts = Elle est ôtée de chaque publication et de chaque ouverture qui la montre ; ces publications reçoivent une note datée.
redact-media-words = Ce que d’anciennes versions de publications en disent reste ; expurgez ces publications pour le retirer aussi.
media-said-redacted = Expurgée. Elle est ôtée des publications qui la montrent.
media-not-converted = { $name } est une image dans un format que ce navigateur ne sait pas lire.
media-not-converted-hint = Ouvrez la rédaction dans Safari, qui lit le HEIC, ou enregistrez l’image en JPEG.

# Keys
keyboard-help = Clavier
keyboard-note = Les lettres seules agissent quand vous n’êtes pas en train d’écrire.
keys-publish = Publier ou soumettre
keys-tools = Du texte à la mise en forme
keys-new = Écrire une publication
keys-search = Rechercher
keys-next = Publication suivante
keys-previous = Publication précédente
keys-edit = Modifier la publication qui a le focus
keys-help = Cette liste
keys-close = Fermer ce qui est ouvert
