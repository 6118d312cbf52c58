# Alles, was die Redaktion sagt. Glossar: docs/languages.md.

desk-name = Stet-Redaktion
skip = Zum Inhalt springen
navigation = Redaktion
navigation-phone = Redaktion, kurz
again = Erneut versuchen
cancel = Abbrechen
close = Schließen
done = Fertig
save = Speichern
add = Hinzufügen
remove = Entfernen
delete = Löschen
restore = Wiederherstellen
more = Mehr
more-of = Mehr zu „{ $name }“
edit = Bearbeiten
edit-of = „{ $name }“ bearbeiten
remove-of = „{ $name }“ entfernen
delete-of = „{ $name }“ löschen
delete-it = „{ $name }“ löschen?
remove-it = „{ $name }“ entfernen?
copy = Kopieren
copied = Kopiert.
link = Link
name = Name
title = Titel
none = Keine
never = Nie
or = oder
made = Angelegt
expires = Läuft ab
in-days = In { $days } Tagen
older = Ältere zeigen
choose = „{ $name }“ auswählen
choose-one = Auswählen …
choose-several = Auswählen
chosen = { $count } ausgewählt
move-up = „{ $name }“ nach oben
move-down = „{ $name }“ nach unten
moved-to = „{ $name }“ ist jetzt { $place } von { $of }.
screen-missing = Diese Ansicht ist auf diesem Gerät nicht gespeichert. Sie öffnet sich, sobald eine Verbindung besteht.
nowhere = Hier ist nichts
nowhere-hint = Diese Ansicht gibt es nicht. Vielleicht ist die Adresse abgeschnitten, oder ihr Ziel ist nicht mehr da.
fault-offline = Der Server ist nicht erreichbar.
fault-offline-hint = Was Sie schreiben, bleibt auf diesem Gerät und wird gesendet, sobald eine Verbindung besteht.
fault-unreadable = Der Server hat mit { $status } geantwortet, ohne zu sagen, warum.
fault-unreadable-hint = Versuchen Sie es erneut; bleibt es dabei, bitten Sie, wer den Server betreibt, in dessen Protokoll zu sehen.
fault-broken = In der Redaktion selbst ist etwas schiefgegangen.
fault-broken-hint = Laden Sie die Seite neu; nichts, was Sie geschrieben haben, geht verloren.
fault-no-words = Unter der Überschrift steht noch kein Text.
fault-no-words-hint = Schreiben Sie mindestens einen Satz: Eine Überschrift allein ist noch kein Beitrag.
fault-slug-taken = Es gibt hier schon einen Liveticker mit diesem Namen.
fault-slug-taken-hint = Wählen Sie hier einen anderen Namen für die Adresse.

# Coming in
sign-in = Anmelden
sign-in-setup = Diese Redaktion hat noch keinen Inhaber. Der Server hat beim Start einen einmaligen Link ausgegeben: Öffnen Sie ihn.
sign-in-oidc = Mit { $name } anmelden
sign-in-passkey = Mit Passkey anmelden
sign-in-forgotten = Wenn Sie nicht hineinkommen, kann ein Inhaber Ihrer Redaktion einen Link für Sie anlegen.
refusal-not_a_member = Niemand hier hat die E-Mail-Adresse, mit der Sie sich angemeldet haben.
refusal-hint-not_a_member = Bitten Sie einen Inhaber Ihrer Redaktion um eine Einladung an diese Adresse.
refusal-unverified_email = Ihre E-Mail-Adresse wurde dort nicht bestätigt.
refusal-hint-unverified_email = Bestätigen Sie sie dort, wo Ihr Konto geführt wird, und melden Sie sich dann erneut an.
refusal-provider_unavailable = Die Anmeldung Ihrer Redaktion antwortet nicht.
refusal-hint-provider_unavailable = Versuchen Sie es in einer Minute erneut, oder nehmen Sie Passwort oder Passkey.
refusal-sign_in_expired = Die Anmeldung hat zu lange gedauert, oder die Seite wurde zweimal geladen.
refusal-hint-sign_in_expired = Beginnen Sie von vorn.
refusal-other = Die Anmeldung ist nicht gelungen.
refusal-hint-other = Versuchen Sie es erneut, oder nehmen Sie Passwort oder Passkey. Bleibt es dabei, fragen Sie, wer den Server betreibt.
sign-out = Abmelden
email = E-Mail
password = Passwort
password-help = Mindestens 12 Zeichen. Ein Satz ist gut.
password-change = Passwort ändern
password-set = Passwort festlegen
password-current = Bisheriges Passwort
password-new = Neues Passwort
your-name = Ihr Name
enter = Eintreten
come-again = Wie möchten Sie sich künftig anmelden?
by-password = Mit einem Passwort
by-passkey = Mit einem Passkey auf diesem Gerät
link-setup = Willkommen bei Stet
link-setup-text = Sie werden gleich Inhaber dieser Redaktion.
link-invitation = Sie sind eingeladen
link-invitation-text = Sie sind als { $role } in diese Redaktion eingeladen.
link-recovery = Wieder hinein
link-recovery-text = Wählen Sie, wie Sie sich künftig anmelden. Sie bleiben { $role }, und alles Bisherige ist noch da.
link-incomplete = Dieser Link ist nicht vollständig.
link-incomplete-hint = Kopieren Sie ihn ganz, auch was hinter dem „#“ steht. Ein Link gilt einmal.
passkey-first = Erstes Gerät
passkey-named = { $device } auf diesem Gerät
passkey-declined = Der Passkey wurde nicht verwendet.
passkey-declined-hint = Versuchen Sie es erneut, oder wählen Sie einen anderen Weg.

# Roles
role = Rolle
role-of = Rolle von { $name }
role-owner = Inhaber
role-owner-about = Erreicht alles und kümmert sich um die Mitglieder.
role-editor = Redakteur
role-editor-about = Veröffentlicht, überarbeitet, zieht zurück und verwaltet, wo er einen Platz hat; eröffnet Liveticker.
role-reporter = Reporter
role-reporter-about = Schreibt, sieht alle Entwürfe und veröffentlicht oder reicht ein, wie es der Liveticker vorsieht.
role-contributor = Mitwirkender
role-contributor-about = Schreibt und reicht ein; sieht nur eigene Entwürfe.
role-viewer = Leser
role-viewer-about = Liest veröffentlichte Beiträge und sieht, wer da ist.

# Coverages
coverages = Liveticker
coverages-all = Alle Liveticker
coverages-none = Sie haben noch bei keinem Liveticker einen Platz. Ein Redakteur kann Ihnen einen geben.
coverages-none-yet = Noch kein Liveticker. Eröffnen Sie den ersten.
coverage-open = Neuer Liveticker
coverage-open-do = Eröffnen
coverage-open-live = Sofort für Leser sichtbar
coverage-has-ended = Dieser Liveticker ist beendet; er nimmt keine neuen Beiträge an, bis er wieder live ist.
coverage-is-followed = Dieser Liveticker kommt von { $host }; nur dort wird er geschrieben.
coverage-source = Zur Quelle
posts-count = { $count ->
    [one] { $count } Beitrag
   *[other] { $count } Beiträge
}
headline = Überschrift
standfirst = Vorspann
slug = Name in der Adresse
slug-form = a–z, 0–9 und einzelne Bindestriche dazwischen
language = Sprache
language-help = Ein Kürzel wie en, de oder pt-BR
zone = Zeitzone
status-draft = Entwurf
status-live = Live
status-paused = Pausiert
status-ended = Beendet
status-published = Veröffentlicht
status-withdrawn = Zurückgezogen
status-redacted = Getilgt
status-submitted = Eingereicht
status-changes_requested = Änderungen erbeten
status-approved = Freigegeben
status-scheduled = Terminiert

# A coverage
page = Leserseite
manage = Verwalten
panes = Teile der Redaktion
pane-write = Schreiben
pane-posts = Beiträge
pane-drafts = Entwürfe
pane-desk = Redaktion
desk = Redaktion
composer = Editor
posts = Beiträge
posts-none = Noch ist nichts veröffentlicht.
drafts = Entwürfe
line-connecting = Verbindung wird aufgebaut …
line-live = Auf dem neuesten Stand
line-lost = Keine Verbindung
here = Jetzt hier
here-nobody = Sonst ist niemand hier.
here-writing = { $name }, schreibt
in-draft = in
post-came = Neuer Beitrag: { $headline }
mention-came = { $name } hat Sie erwähnt.
mention-own = Zu einem Ihrer Entwürfe gibt es eine Notiz für Sie.
new-post = Beitrag schreiben …
templates = Vorlagen
column-draft = Entwürfe
column-draft-none = Keine Entwürfe.
column-submitted = In Prüfung
column-submitted-none = Nichts wartet auf einen Redakteur.
column-scheduled = Terminiert
column-scheduled-none = Nichts ist terminiert.
suggestions = Vorschläge
suggestions-none = Nichts Neues in den beobachteten Feeds.
feeds-broken = { $count ->
    [one] { $count } Feed nicht gelesen
   *[other] { $count } Feeds nicht gelesen
}
feed-broken = „{ $title }“ wird gerade nicht gelesen. { $problem }
feed-broken-manage = Unter „Verwalten“ nachsehen
feed-broken-ask = Wer den Liveticker verwaltet, kann nachsehen.
suggestion-draft = Entwurf anlegen
suggestion-draft-of = Aus „{ $title }“ einen Entwurf anlegen
suggestion-dismiss = Beiseitelegen
suggestion-dismiss-of = „{ $title }“ beiseitelegen
suggestion-read = { $title } (öffnet in einem neuen Tab)
said-put-aside = Beiseitegelegt, für alle bei diesem Liveticker.
draft-unnamed = Ohne Überschrift
draft-local = Auf diesem Gerät
draft-unreadable = Auf diesem Gerät aufbewahrter Text
draft-unreadable-remove = Diesen Text entfernen?
draft-unreadable-remove-about = Er ist nur in diesem Browser, und niemand kann ihn zurückholen. Kopieren Sie zuerst, was fehlt.
draft-unreadable-about = Er wurde in einer anderen Version der Redaktion geschrieben, und diese kann ihn nicht öffnen. Kopieren Sie, was fehlt, in einen Entwurf. Er bleibt hier, bis Sie ihn entfernen.
draft-revision = Neue Fassung
notes-count = { $count ->
    [one] { $count } Notiz
   *[other] { $count } Notizen
}
handover = Übergabe
handover-none = Noch wurde nichts übergeben.
handover-edit = Übergabenotiz bearbeiten
handover-overtaken = { $name } hat sie inzwischen geändert in:
handover-seen = Das habe ich übernommen

# A post
pinned = Angeheftet
pin = Oben anheften
unpin = Von oben lösen
key-event = Schlüsselmoment
key-event-not = Kein Schlüsselmoment
label-set = Marke setzen
copy-link = Link kopieren
placement = Zeit und Platz
placement-about = Das verschiebt, wo der Beitrag für Leser steht. Wann er veröffentlicht wurde, bleibt festgehalten, und auch diese Änderung.
placement-time = Zu einer Zeit ({ $zone })
placement-over = Über einem anderen Beitrag
placement-under = Unter einem anderen Beitrag
placement-published = Wo er veröffentlicht wurde
placement-at = Zeit
placement-other = Beitrag
revised = überarbeitet
time-unknown = Zeit unbekannt
withdraw = Zurückziehen
withdraw-several = { $count ->
    [one] { $count } Beitrag zurückziehen
   *[other] { $count } Beiträge zurückziehen
}
withdraw-about = Der Text verschwindet sofort von der Seite. An seiner Stelle steht ein datierter Hinweis mit Ihrer Begründung.
withdrawn-because = Zurückgezogen:
redact = Tilgen
redact-post = Diesen Beitrag aus dem Protokoll tilgen?
redact-ground = Aus welchem Grund? Das erfahren die Leser, und nichts weiter.
redact-legal = Das Recht verlangt es
redact-safety = Es bringt jemanden in Gefahr
redact-privacy = Es betrifft jemandes Privatleben
redact-meant = Mir ist klar, dass niemand es zurückholen kann.
redact-post-words = Sein Wortlaut verschwindet endgültig: alle Fassungen, Hinweise und die Begründung einer Zurückziehung, von Seiten, Feeds, aus der Suche, dem Protokoll und vom Datenträger.
redact-post-desk = Entwürfe, die ihn überarbeiten, und was beim Zurückholen in einen Entwurf von ihm blieb, verschwinden ebenfalls.
redact-post-media = Bilder und Filme, die kein anderer Beitrag zeigt, verschwinden mit ihm.
redact-post-stays = Sein Platz, seine Zeiten und dieser Grund bleiben sichtbar. Kernpunkte, Überschriften und andere Beiträge, die dasselbe sagen, bleiben unberührt.
redact-backups = Frühere Sicherungen enthalten es noch; die nächste nicht mehr.
redacted-because = Aus dem Protokoll getilgt:
unpublish = Veröffentlichung zurücknehmen
unpublish-about = Der Beitrag wird mit Ihrer Begründung zurückgezogen, und sein Text bleibt in einem neuen Entwurf.
reason = Begründung für Leser
contributed = Mit { $names }

# Writing
save-saved = Gespeichert
save-saving = Wird gespeichert …
save-offline = Auf diesem Gerät
save-conflict = Zwei Fassungen
save-refused = Nur auf diesem Gerät
composer-close = Schließen
publish = Veröffentlichen
publish-change = Änderung veröffentlichen …
pin-it = Oben anheften
submit = Einreichen
approve = Freigeben
return = Änderungen erbitten
return-about = Der Entwurf geht mit Ihrer Notiz zurück an den Verfasser.
recall = Zurückholen
schedule = Terminieren
time-schedule-at = Erscheint um
time-schedule-do = Terminieren
unschedule = Nicht von selbst veröffentlichen
embargo = Sperrfrist
time-embargo-at = Nicht vor
time-embargo-do = Sperrfrist setzen
embargo-lift = Sperrfrist aufheben
in-zone = In der Zeit des Livetickers: { $zone }
share = Teilen mit …
share-about = Reporter und Redakteure des Livetickers sehen den Entwurf bereits. Mitwirkende sehen nur Entwürfe, die mit ihnen geteilt sind.
share-with = Teilen
share-nobody = Es gibt keine Mitwirkenden, mit denen er geteilt werden könnte.
preview = Vorschau
refused-hint = Ihr Text bleibt auf diesem Gerät. Kopieren Sie, was Sie brauchen, bevor Sie gehen.
refused-too-large = Das ist zu lang für einen Beitrag und kann nicht gespeichert werden.
refused-too-large-hint = Es bleibt auf diesem Gerät. Nehmen Sie etwas heraus, dann wird der Rest gespeichert.
conflict = Zwei Fassungen ließen sich nicht zusammenführen.
conflict-about = Im Editor steht die Fassung des Servers. So weicht Ihre davon ab; nichts wird verworfen, bevor Sie wählen.
conflict-both = Beide behalten
conflict-mine = Meine behalten
conflict-theirs = Die andere behalten
written-meanwhile = Jemand anderes hat in diesem Entwurf geschrieben, seit der Unterschied gezeigt wurde.
written-meanwhile-hint = Der Unterschied enthält jetzt auch diesen Text. Sehen Sie ihn noch einmal an, und veröffentlichen Sie dann.
merged = Jemand anderes hat diesen Beitrag inzwischen überarbeitet.
merged-hint = Die Änderung ist übernommen. Sehen Sie den Unterschied noch einmal an, und veröffentlichen Sie dann.
merged-not = Sie betrifft denselben Text wie Ihre und würde überschrieben. Sehen Sie den Unterschied an: Veröffentlichen Sie ihn so, oder brechen Sie ab und übernehmen Sie die andere Änderung.
reminders = Bevor es erscheint
reminder-duplicate = Ähnelt einem früheren Beitrag: { $headline }
reminder-figure = Hier „{ $here }“, vorher „{ $before }“
reminder-name = Hier „{ $here }“, vorher „{ $before }“
reminder-alt = { $count ->
    [one] Das Bild sagt denen, die es nicht sehen, nicht, was es zeigt.
   *[other] Bild { $number } sagt denen, die es nicht sehen, nicht, was es zeigt.
}
reminder-credit = { $count ->
    [one] Das Bild hat keinen Bildnachweis.
   *[other] Bild { $number } hat keinen Bildnachweis.
}
reminder-link = Link zu { $url }: { $problem }
earlier-post = Früherer Beitrag
put-aside = Beiseitelegen
notes = Notizen
note-write = Notiz schreiben; @ erwähnt jemanden
note-help = Nur für Mitglieder. Leser sehen Notizen nie.
note-send = Notiz hinzufügen
note-remove = Notiz entfernen
mention-whom = Erwähnen

# A revision
revision-publish = Änderung veröffentlichen
revision-same = Nichts wurde geändert.
revision-kind = Was wird den Lesern gesagt?
notice-correction = Korrektur
notice-correction-about = Etwas war falsch.
notice-clarification = Klarstellung
notice-clarification-about = Etwas war missverständlich.
notice-update = Aktualisierung
notice-update-about = Es gibt Neues.
notice-silent = Nichts
notice-silent-about = Ein Tippfehler.
notice-text = Was unter dem Beitrag steht
notice-help = Sagen Sie, was falsch war und was richtig ist.
publish-as-correction = Als Korrektur veröffentlichen
publish-as-clarification = Als Klarstellung veröffentlichen
publish-as-update = Als Aktualisierung veröffentlichen
publish-as-silent = Ohne Hinweis veröffentlichen
field-label = Marke
field-headline = Überschrift
field-key_event = Schlüsselmoment
field-byline = Autorenzeile
field-contributors = Mitwirkende
field-dateline = Ort
field-body = Text
diff-added = hinzugefügt:
diff-removed = entfernt:
diff-end = ,

# What was done
said-published = Veröffentlicht.
said-revised = Die Änderung ist veröffentlicht.
said-submitted = Eingereicht.
said-approved = Freigegeben.
said-returned = Änderungen erbeten.
said-recalled = Zurückgeholt.
said-scheduled = Terminiert.
said-unscheduled = Es erscheint nicht von selbst.
said-embargo = Sperrfrist gesetzt.
said-embargo-lifted = Die Sperrfrist ist aufgehoben.
said-deleted = Gelöscht. Es lässt sich aus dem Papierkorb wiederherstellen.
said-shared = Mit { $name } geteilt.
said-withdrawn = Zurückgezogen.
said-redacted = Getilgt. Es wird vom Datenträger gelöscht.
said-unpublished = Zurückgezogen; der Text steht in diesem Entwurf.
said-pinned = Oben angeheftet.
said-unpinned = Von oben gelöst.
said-key-event = Als Schlüsselmoment markiert.
said-no-key-event = Kein Schlüsselmoment mehr.
said-placed = Verschoben.
said-handover = Übergabenotiz gespeichert.
said-saved = Gespeichert.
overtaken = Jemand anderes hat das inzwischen geändert. Jetzt steht dort: „{ $now }“. Noch einmal speichern setzt Ihre Fassung an die Stelle; wer die andere behalten will, lädt die Seite neu.
said-removed = Entfernt.
said-password = Passwort geändert.
said-bulk = { $left ->
    [0] Für { $done } erledigt.
    [one] Für { $done } erledigt; { $left } war nicht möglich und bleibt ausgewählt.
   *[other] Für { $done } erledigt; { $left } waren nicht möglich und bleiben ausgewählt.
}
said-bulk-changed = { $count ->
    [one] An { $count } Entwurf wurde weitergeschrieben, seit Sie ihn ausgewählt haben. Lesen Sie ihn, bevor Sie ihn wieder auswählen.
   *[other] An { $count } Entwürfen wurde weitergeschrieben, seit Sie sie ausgewählt haben. Lesen Sie sie, bevor Sie sie wieder auswählen.
}

# Managing a coverage
manage-of = „{ $headline }“ verwalten
back-to-coverage = Zum Liveticker
manage-words = Überschrift und Vorspann
manage-status = Status
end-scheduled = Trotz terminierter Beiträge beenden?
end-scheduled-do = Beenden
end-scheduled-about = { $count ->
    [one] 1 Beitrag ist für später terminiert. Nach dem Ende geht er nicht hinaus: Er bleibt ein Entwurf, und wer ihn schrieb, erfährt es.
   *[other] { $count } Beiträge sind für später terminiert. Nach dem Ende gehen sie nicht hinaus: Sie bleiben Entwürfe, und wer sie schrieb, erfährt es.
}
status-note = Ein Wort dazu an die Leser
status-note-help = Etwa „Um sechs Uhr früh geht es weiter.“
successor = Wo es weitergeht
successor-help = Der Name eines anderen Livetickers hier oder eine Adresse
manage-key-points = Das Wichtigste
key-point = Kernpunkt { $place }
key-point-empty = Leerer Kernpunkt
key-point-add = Kernpunkt hinzufügen
key-point-remove = Kernpunkt { $place } entfernen
key-point-post = Beitrag zu Kernpunkt { $place }
key-point-no-post = Kein Beitrag
older-post = Ein älterer Beitrag
pinned-post = Oben angeheftet
manage-lead = Bild oder Film oben
lead-kind = Art
lead-image = Bild
lead-video = Film
lead-media = Gespeichertes Medium (seine ID)
lead-alt = Was es zeigt, für alle, die es nicht sehen
lead-caption = Bildunterschrift
lead-credit = Bildnachweis
lead-title = Titel
lead-url = Adresse, unter der er zu sehen ist
lead-poster = Bild vor dem Start (seine ID)
lead-source = Von wem er ist
manage-further = Zum Weiterlesen
article-empty = Leere Zeile
article-title = Titel von Artikel { $place }
article-url = Adresse von Artikel { $place }
article-add = Artikel hinzufügen
article-remove = Artikel { $place } entfernen
manage-settings = Einstellungen
page-theme = Aussehen der Seite
page-theme-standard = Standard
page-theme-contrast = Hoher Kontrast
page-theme-evening = Abendblatt
page-theme-unknown = { $name } (hier unbekannt: wie Standard)
page-theme-help = Offene Seiten ändern sich binnen Sekunden, der Text an ihrem Fuß beim nächsten Laden.
reporting = Reporter dieses Livetickers
reporting-publish = veröffentlichen selbst
reporting-submit = reichen bei einem Redakteur ein
manage-places = Mitglieder dieses Livetickers
place-add = Einen Platz geben an
place-take = { $name } den Platz nehmen
embedding = Auf anderen Websites
embedding-about = Setzen Sie eines davon in eine Seite einer anderen Website. Dort bleibt es live, und Links darin öffnen sich außerhalb.
embedding-frame = Ein Rahmen von fester Höhe (HTML)
embedding-element = Ein Rahmen, der mit dem Inhalt wächst (HTML)
embedding-oembed = Adresse für Websites, die selbst nachfragen (oEmbed)
embedding-not-yet = Dort ist nichts zu sehen, bis dieser Liveticker live ist.
inlets = Eingänge aus einem Chat
inlets-about = Was ein Chat an die Adresse eines Eingangs sendet, wird hier ein Entwurf, mit einer Notiz, wer es geschrieben hat. Wer die Adresse hat, kann Entwürfe anlegen und sonst nichts.
inlet-new = Neuer Eingang
inlet-name-help = Etwa der Kanal, für den er ist; Notizen an seinen Entwürfen beginnen damit.
inlet-make = Anlegen
inlet-made = Kopieren Sie die Adresse jetzt: Sie wird nicht noch einmal gezeigt.
inlet-address = Adresse
inlet-slack = Fügen Sie in einer App Ihres Workspace einen Slash-Befehl hinzu, mit der Adresse als Request URL.
inlet-mattermost = Fügen Sie unter Integrationen einen Slash-Befehl oder einen ausgehenden Webhook hinzu, mit der Adresse als URL.
inlet-telegram = Geben Sie die Adresse einem Bot, der im Chat ist, mit dieser Zeile und dem Token des Bots darin.
inlet-telegram-line = Für Telegram
inlet-by = Angelegt von { $name }
inlet-delete-about = Was an seine Adresse gesendet wird, wird ab jetzt abgewiesen. Die Entwürfe, die über ihn kamen, bleiben.
feeds = Beobachtete Feeds
feeds-about = Was in ihnen neu ist, wird allen vorgeschlagen, die hier schreiben. Nichts davon wird von selbst veröffentlicht.
feed-address = Adresse eines RSS-, Atom- oder JSON-Feeds
feed-watch = Beobachten
feed-problem = Beim letzten Mal nicht gelesen. { $problem } Es wird von selbst wieder versucht, mit immer längeren Pausen. Ist er umgezogen, entfernen Sie ihn, und beobachten Sie seine neue Adresse.
feed-read = Jetzt lesen
feed-read-of = „{ $title }“ jetzt lesen lassen
said-feed-read = Er wurde gelesen.
said-feed-unread = Er konnte nicht gelesen werden.
feed-remove-about = Er wird nicht mehr gelesen, und seine Vorschläge verschwinden. Die Entwürfe daraus bleiben.
said-watched = „{ $title }“ wird ab jetzt beobachtet.

# Trash, search, mentions
trash = Papierkorb
trash-about = Gelöschte Entwürfe werden 30 Tage aufbewahrt.
trash-empty = Der Papierkorb ist leer.
search = Suchen
search-words = Wörter
search-in = In
search-everywhere = Alle Liveticker
search-kind = Was
search-all = Beiträge und Entwürfe
search-nothing = Nichts gefunden.
found = { $count ->
    [one] { $count } gefunden
   *[other] { $count } gefunden
}
mentions = Erwähnungen
mentions-none = Noch hat Sie niemand erwähnt.
unseen = { $count ->
    [one] { $count } ungelesen
   *[other] { $count } ungelesen
}

# The library
library = Bibliothek
templates-about = Womit ein Beitrag dieser Art beginnt.
template-new = Neue Vorlage
template-edit = Vorlage bearbeiten
template-remove-about = Sie verschwindet für die ganze Redaktion und lässt sich nicht zurückholen. Beiträge, die mit ihr begonnen wurden, bleiben, wie sie sind.
backgrounds = Hintergrund
backgrounds-about = Einmal geschrieben, in vielen Beiträgen verwendet, an einer Stelle überarbeitet.
backgrounds-none = Noch keine Hintergrundblöcke.
background-new = Neuer Hintergrundblock
background-edit = Hintergrundblock bearbeiten
background-remove-about = { $count ->
    [0] Er verschwindet für die ganze Redaktion und lässt sich nicht zurückholen. Kein Beitrag enthält ihn.
    [one] Er verschwindet für die ganze Redaktion und lässt sich nicht zurückholen. Der Beitrag, der ihn enthält, behält den Text, der sich dann nicht mehr von hier aus überarbeiten lässt.
   *[other] Er verschwindet für die ganze Redaktion und lässt sich nicht zurückholen. Die { $count } Beiträge, die ihn enthalten, behalten den Text, der sich dann nicht mehr von hier aus überarbeiten lässt.
}
background-used = { $count ->
    [one] In { $count } Beitrag
   *[other] In { $count } Beiträgen
}
background-will-revise = { $count ->
    [one] Beim Speichern wird er in dem Beitrag erneuert, der ihn enthält.
   *[other] Beim Speichern wird er in allen { $count } Beiträgen erneuert, die ihn enthalten.
}
background-revised = { $count ->
    [0] Gespeichert.
    [one] Gespeichert; { $count } Beitrag wird überarbeitet.
   *[other] Gespeichert; { $count } Beiträge werden überarbeitet.
}
background-left = { $count ->
    [one] { $count } Beitrag ließ sich nicht überarbeiten und hat noch den alten Text.
   *[other] { $count } Beiträge ließen sich nicht überarbeiten und haben noch den alten Text.
}

# Members
members = Mitglieder
last-seen = Zuletzt gesehen
member-disabled = Geschlossen
member-disable = Konto schließen
member-enable = Konto wieder öffnen
recovery-link = Link zur Rückkehr
recovery-link-about = Senden Sie ihn an { $name }. Er gilt einmal und wird nicht noch einmal gezeigt.
invitations = Einladungen
invitation-withdraw = Zurückziehen
invite = Einladen
invite-do = Link anlegen
invite-coverages = Ein Platz bei
invite-made = Senden Sie diesen Link an { $email }. Er gilt einmal und wird nicht noch einmal gezeigt.

# Who is told: webhooks
webhooks = Webhooks
webhooks-about = Andere Server erfahren, was veröffentlicht wird, während es geschieht: jede Änderung, sobald sie erschienen ist, signiert, der Reihe nach, und wieder, bis sie angenommen ist.
webhooks-none = Noch kein Webhook. Legen Sie einen für einen Server an, der Bescheid wissen will.
webhook-new = Neuer Webhook
webhook-name = Wofür er ist
webhook-url = Adresse
webhook-url-help = Wohin die Änderungen gesendet werden: eine öffentliche Adresse, am besten eine, die mit https beginnt.
webhook-coverage = Änderungen von
webhook-kinds = Welche Änderungen
webhook-kinds-every = Jede Art, auch die späterer Versionen
webhook-kinds-some = Nur diese:
webhook-kinds-all = jede Art von Änderung
webhook-kinds-count = { $count ->
    [one] { $count } Art von Änderung
   *[other] { $count } Arten von Änderungen
}
webhook-make = Anlegen
webhook-edit = Webhook bearbeiten
webhook-running = Läuft
webhook-retrying = Neuer Versuch
webhook-retry-in = Eine Änderung wird erneut gesendet: { $when }.
webhook-retry-about = { $event }, seq { $seq } von { $coverage }, wurde { $attempts ->
    [one] { $attempts } Mal
   *[other] { $attempts } Mal
} gesendet und nicht angenommen. Die Änderungen danach warten, nichts geht verloren. Sehen Sie nach dem Server, oder nach der Adresse unter „Bearbeiten“.
webhook-retry-now = Jetzt versuchen
webhook-retry-now-of = „{ $name }“ jetzt versuchen lassen
webhook-stopped = Angehalten
webhook-stopped-since = Angehalten seit
webhook-stopped-about = Er macht dort weiter, wo er steht; nichts geht verloren. Sehen Sie nach dem Server, und lassen Sie ihn dann weiterlaufen.
webhook-ping = Testen
webhook-ping-of = „{ $name }“ testen
webhook-ping-well = Eine Testnachricht wurde gesendet, und die Antwort war { $status }.
webhook-ping-ill = Eine Testnachricht wurde gesendet und kam nicht gut an.
webhook-resume = Weiter
webhook-resume-of = „{ $name }“ weiterlaufen lassen
webhook-deliveries = Gesendet
webhook-deliveries-of = Was „{ $name }“ gesendet wurde
webhook-replay = Erneut senden …
webhook-replay-title = Ab einer Stelle erneut senden
webhook-replay-about = Jede Änderung eines Livetickers hat eine Nummer, ihre seq. Der Webhook macht nach der weiter, die Sie angeben: Mit 0 wird ihm alles noch einmal gesendet, mit einer höheren Nummer wird ausgelassen, was dazwischen liegt. Was ihm schon gesendet wurde, hat dieselbe webhook-id wie damals.
webhook-replay-after = Nach seq
webhook-replay-do = Von dort weitermachen
webhook-secret = Geheimnis
webhook-secret-of = Geheimnis von „{ $name }“
webhook-secret-new = Neues Geheimnis …
webhook-secret-renew = Ein anderes Geheimnis für „{ $name }“ anlegen?
webhook-secret-renew-about = Nachrichten werden sofort mit dem neuen signiert. Der Server weist sie ab, bis er es kennt; solange werden sie erneut gesendet.
webhook-secret-do = Anlegen
webhook-secret-made = Kopieren Sie es jetzt: Es wird nicht noch einmal gezeigt.
webhook-verify = Der Server hält eine Nachricht für unsere, wenn ihr Header webhook-signature „v1,“ ist und danach das Base64 von HMAC-SHA256 über diese drei, mit Punkten dazwischen:
webhook-verify-key = Der Schlüssel ist, was hinter „whsec_“ steht, aus Base64 dekodiert. Das ist Standard Webhooks; es gibt Bibliotheken dafür:
webhook-delete-about = Dorthin wird nichts mehr gesendet, und was hier darüber steht, verschwindet auch. Er lässt sich nicht zurückholen.
said-webhook-resumed = Er läuft weiter.
change-coverage_opened = Liveticker eröffnet
change-headline_changed = Überschrift geändert
change-standfirst_changed = Vorspann geändert
change-settings_changed = Einstellungen geändert
change-theme_changed = Aussehen geändert
change-status_changed = Status geändert
change-successor_changed = Nachfolger geändert
change-lead_changed = Aufmacher geändert
change-key_points_changed = Kernpunkte geändert
change-go_deeper_changed = Weitere Artikel geändert
change-post_published = Beitrag veröffentlicht
change-post_revised = Beitrag überarbeitet
change-post_withdrawn = Beitrag zurückgezogen
change-post_placed = Beitrag verschoben
change-post_pinned = Beitrag angeheftet
change-post_unpinned = Beitrag gelöst
change-post_redacted = Beitrag getilgt
change-medium_redacted = Bild oder Film getilgt
deliveries-none = In den letzten 30 Tagen wurde nichts gesendet.
deliveries-about = Die letzten 30 Tage, das Neueste zuerst, höchstens 200.
delivery-at = Wann
delivery-event = Ereignis
delivery-place = Liveticker und seq
delivery-attempts = Versuche
delivery-answer = Antwort
delivery-taken = Angenommen
delivery-refused = Nicht angenommen
delivery-coverage-gone = ein Liveticker, den es nicht mehr gibt
refresh = Neu nachsehen

# Coverages of other servers
followings = Übernommene Liveticker
followings-short = Übernommen
followings-about = Liveticker anderer Server, die auch hier stehen. Jede Änderung wird geprüft, bevor Leserinnen und Leser sie sehen: Sie muss sein, was die Quelle signiert hat. Geschrieben wird hier nicht in ihnen.
followings-none = Noch wird kein Liveticker eines anderen Servers übernommen.
follow-new = Liveticker übernehmen
follow-source = Adresse des Livetickers
follow-source-help = Seine Leserseite auf dem anderen Server, mit /live/ in der Adresse. Der Schlüssel, der dort jetzt signiert, wird festgehalten: Was kommt, muss von ihm signiert sein oder von einem, an den er übergibt.
follow-slug = Name in der Adresse hier
follow-slug-help = Wenn Sie keinen schreiben, heißt er wie dort.
follow-do = Übernehmen
follow-asking = Die Quelle wird gefragt …
follow-asking-about = Die Quelle wird gefragt, wer dort signiert. Das kann eine halbe Minute dauern.
following-state-following = Wird übernommen
following-state-stopped = Angehalten
following-state-left = Nicht mehr übernommen
following-source = Quelle
following-verified = Geprüfte Änderungen
following-verified-last = Zuletzt geprüft
following-not-yet = noch nicht
following-nothing-since = Nichts mehr gekommen seit
following-nothing-about = Es wird von selbst wieder versucht. Was schon geprüft ist, bleibt stehen.
following-stopped-since = Angehalten seit
following-stopped-about = Was schon geprüft ist, bleibt stehen und ist zu lesen. Gehen Sie der Sache gemeinsam mit denen nach, die die Quelle betreiben; dann lassen Sie ihn weiterlaufen, mit dem Schlüssel, der dann dort signiert.
following-key = Festgehaltener Schlüssel
following-key-about = Wer die Quelle betreibt, kann Ihnen sagen, ob es der eigene ist.
following-go-on = Weiter
following-leave = Nicht mehr übernehmen
following-leave-it = „{ $name }“ nicht mehr übernehmen?
following-leave-about = Was gekommen ist, bleibt: als gewöhnlicher Liveticker dieses Servers, der sagt, woher er kommt, und in dem geschrieben werden kann. Von der Quelle kommt nichts mehr.
following-leave-nothing = Noch ist nichts von ihm gekommen, also bleibt hier nichts von ihm.
said-followed = „{ $name }“ wird übernommen.
said-following-resumed = „{ $name }“ wird wieder übernommen, wenn jetzt stimmt, was die Quelle sagt.
said-left = „{ $name }“ wird nicht mehr übernommen.

# Who did what
audit = Protokoll
audit-at = Wann
audit-who = Wer
audit-what = Was
audit-where = Liveticker
audit-nobody = Der Server

# Oneself
me = Sie
me-of = Sie, { $name }
about-you = Über Sie
further = Weiteres
theme = Aussehen
theme-system = Wie das System
theme-light = Hell
theme-dark = Dunkel
desk-language = Sprache der Redaktion
desk-language-browser = Wie der Browser
passkeys = Passkeys
passkeys-about = Mit einem Passkey melden Sie sich ohne Passwort an, mit Finger, Gesicht oder Gerätecode.
passkey-add = Passkey hinzufügen
passkey-remove-about = Sie können sich damit nicht mehr anmelden. Ihr Gerät bietet ihn vielleicht weiter an, bis Sie ihn auch dort löschen.
sessions = Wo Sie angemeldet sind
session-this = Diese hier
session-seen = Zuletzt gesehen
session-end = Dort abmelden
browser-unknown = Ein Browser
tokens = Token
tokens-about = Für Programme, die die API in Ihrem Namen nutzen, höchstens mit den Rechten, die Sie haben.
token = Token
token-new = Neues Token
token-name = Wofür es ist
token-scopes = Was es darf
token-coverage = Wo
token-make = Anlegen
token-made = Kopieren Sie es jetzt: Es wird nicht noch einmal gezeigt.
token-revoke = Widerrufen
token-revoke-it = „{ $name }“ widerrufen?
token-revoke-about = Programme, die es nutzen, werden ab jetzt abgewiesen. Es lässt sich nicht zurückholen; Sie können ein anderes anlegen.
scope-read = Lesen
scope-read-about = Liveticker und Beiträge
scope-draft = Entwerfen
scope-draft-about = Entwürfe schreiben und einreichen
scope-publish = Veröffentlichen
scope-publish-about = veröffentlichen, überarbeiten, zurückziehen
scope-manage = Verwalten
scope-manage-about = den Liveticker selbst, und wer einen Platz hat
scope-admin = Administrieren
scope-admin-about = Mitglieder, Einladungen, Token

# Pictures and films
media-choose = Aus der Bibliothek wählen
media-look = Wörter aus Namen oder Beschreibung
media-kind = Art
media-kind-all = Alle
media-kind-image = Bilder
media-kind-film = Filme
media-none = Nichts dieser Art ist in der Bibliothek.
media-found = { $count ->
    [one] Eines wird gezeigt.
   *[other] { $count } werden gezeigt.
}
media-more = Frühere zeigen
media-insert = { $count ->
    [0] Einfügen
    [one] Einfügen
   *[other] { $count } einfügen
}
media-edit-of = { $name } bearbeiten
media-edit = Was dazu gesagt ist
media-alt = Was das Bild zeigt
media-caption = Bildunterschrift
media-credit = Bildnachweis
media-source = Quelle
media-rights = Rechte
media-public = Veröffentlicht
media-size = { $width } × { $height }
media-delete-it = „{ $name }“ löschen?
media-delete-about = Es ist für alle weg, auch aus Entwürfen, die es zeigen. Was veröffentlicht ist, bleibt.
media-said-saved = Gespeichert.
media-said-deleted = Gelöscht.
media-redact-it = „{ $name }“ allen entziehen?
redact-media-files = Alle Dateien verschwinden endgültig, in jeder Größe. Wer eine abruft, erfährt, dass sie entfernt wurde.
redact-media-posts = Es wird aus jedem Beitrag und Aufmacher genommen, der es zeigt; diese Beiträge erhalten einen datierten Hinweis.
redact-media-words = Was frühere Fassungen von Beiträgen darüber sagen, bleibt; tilgen Sie diese Beiträge, um auch das zu entfernen.
media-said-redacted = Getilgt. Es wird aus den Beiträgen genommen, die es zeigen.
media-not-converted = { $name } ist ein Bild in einem Format, das dieser Browser nicht lesen kann.
media-not-converted-hint = Öffnen Sie die Redaktion in Safari, das HEIC liest, oder speichern Sie das Bild als JPEG.

# Keys
keyboard-help = Tastatur
keyboard-note = Einzelne Buchstaben wirken, solange Sie nicht tippen.
keys-publish = Veröffentlichen oder einreichen
keys-tools = Vom Text zur Formatierung
keys-new = Beitrag schreiben
keys-search = Suchen
keys-next = Nächster Beitrag
keys-previous = Voriger Beitrag
keys-edit = Den Beitrag mit dem Fokus bearbeiten
keys-help = Diese Liste
keys-close = Schließen, was offen ist
