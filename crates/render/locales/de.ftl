# Deutsch. Glossar: docs/languages.md.

count =
    { $count ->
        [0] Noch keine Beiträge
        [one] { $number } Beitrag
       *[other] { $number } Beiträge
    }
skip = Zum Liveticker springen
all-coverages = Alle Liveticker
front-title = Liveticker
front-empty = Zurzeit gibt es keinen Liveticker.
older-coverages = Frühere Liveticker
newest-coverages = Neueste Liveticker

search = Suche
search-all = Alle Beiträge durchsuchen
search-here = Diesen Liveticker durchsuchen
search-nothing = Dazu gibt es keinen Beitrag.
search-widened = Kein Beitrag enthält genau diese Wörter. Gezeigt werden solche mit Wörtern, die so beginnen.
search-widen = Beiträge mit Wörtern zeigen, die nur so beginnen
search-help = Um mehr zu finden
search-help-words = Prüfen Sie die Schreibweise, oder lassen Sie Wörter weg: Gefunden wird nur, was alle enthält.
search-help-beginning = Mit einem Stern wird nach dem Anfang eines Wortes gesucht: Wahl*
search-help-phrase = In Anführungszeichen werden Wörter nebeneinander gesucht: „offene Grenze“
search-everywhere = In allen Livetickern suchen
search-older = Ältere Treffer
search-newest = Neueste Treffer
search-busy = Gerade suchen zu viele
search-busy-note = Versuchen Sie es in einigen Sekunden noch einmal. Seltenere Wörter werden schneller gefunden.

draft = Entwurf
live = Live
paused = Pausiert
ended = Beendet
paused-note = Dieser Liveticker pausiert. Er wird fortgesetzt.
ended-note = Dieser Liveticker ist beendet.
successor = Zum aktuellen Liveticker

key-points = Das Wichtigste in Kürze
corrections = Korrekturen
since = Seit Ihrem letzten Besuch
since-nothing = Nichts hat sich geändert.
first-unread = Zum ersten ungelesenen Beitrag
since-list = Was sich geändert hat
since-more = Frühere Änderungen sind nicht aufgeführt.
since-ask = Zeigen, was sich geändert hat, seit die Seite geladen wurde
since-close = Schließen
news-new = Neu
news-withdrawn = Zurückgezogen
news-moved = Verschoben
go-deeper = Zum Weiterlesen
pinned = Angeheftet
posts = Neueste Beiträge
key-event = Schlüsselmoment
untitled = Beitrag,
updated = Aktualisiert
corrected = Korrigiert
clarified = Klargestellt
correction = Korrektur
clarification = Klarstellung
update = Aktualisierung
withdrawn = Dieser Beitrag wurde zurückgezogen
contributors = Mitarbeit an diesem Beitrag:
permalink = Link zu diesem Beitrag
related = Mehr zum Thema
video = Video
view-original = Original ansehen
player = Von { $site } laden
player-note = Damit erfährt { $whom }, dass Sie dies lesen, und darf Cookies setzen. Vorher wird nichts übermittelt.
background = Hintergrund
table = Tabelle
# In the text form, before what a picture shows.
picture = Bild
text-only = Nur Text
with-pictures = Mit Bildern
picture-before = Bild davor
picture-after = Nächstes Bild
gallery = Bilder
before = Vorher
after = Nachher
slider = Wie viel vom früheren Bild zu sehen ist
line-chart = Liniendiagramm
bar-chart = Balkendiagramm
step-chart = Stufendiagramm
numbers = Die Zahlen
map = Karte
on-map = Was auf der Karte ist
source = Quelle:
map-data = Karte: Natural Earth
kilometres = km
older = Ältere Beiträge
newest = Neueste Beiträge
older-page = ältere Beiträge
part-of = Aus unserem Liveticker:
whole-coverage = Zum ganzen Liveticker
feeds = Diesem Liveticker anderswo folgen

# What readers were told openly, and what became of posts and coverages.
all-corrections = Alle Korrekturen
corrections-note = Was korrigiert, klargestellt, ergänzt oder zurückgezogen wurde, das Neueste zuerst.
corrections-none = Bisher wurde nichts korrigiert.
corrections-older = Frühere Korrekturen
corrections-newest = Neueste Korrekturen
history = Verlauf
history-of-post = Verlauf dieses Beitrags
history-of-coverage = Verlauf dieses Livetickers
history-note = Jede Fassung seit der Veröffentlichung, die neueste zuerst, und worin sie sich von der vorigen unterscheidet.
history-older = Frühere Fassungen
history-newest = Neueste Fassungen
history-published = Veröffentlicht
history-silent = Ohne Hinweis geändert
history-pinned = Oben angeheftet
history-unpinned = Nicht mehr oben angeheftet
history-blanked = Aus den Aufzeichnungen entfernt
history-gone = Die Worte eines zurückgezogenen Beitrags werden nicht mehr gezeigt.
history-hidden = Was geändert wurde, wird hier nicht gezeigt.
history-alike = Der Wortlaut ist derselbe.
history-marks = Nur Links oder Hervorhebungen wurden geändert.
unchanged = Unverändert
added = hinzugefügt
removed = entfernt
altered = geändert
headline = Überschrift
standfirst = Einleitung
status = Status
label = Marke
importance = Gewicht
byline = Autorenzeile
dateline = Ort
credits = Mitarbeit
links = Links
embed = Eingebetteter Beitrag
chart = Diagramm
rule = Trennlinie

choice = Reihenfolge und Auswahl der Beiträge
newest-first = Neueste zuerst
oldest-first = Älteste zuerst
all-posts = Alle Beiträge
key-events = Schlüsselmomente
nothing-chosen = Bisher gibt es keinen solchen Beitrag.
see-all = Alle Beiträge ansehen
newer = Neuere Beiträge
oldest = Erste Beiträge
series = Liveticker davor und danach
previous = Davor
next = Danach
time-unknown = Uhrzeit nicht bekannt
in-context = Im Zusammenhang lesen
share = Teilen
copied = Link kopiert
not-copied = Der Link konnte nicht kopiert werden: Nehmen Sie ihn aus „Link zu diesem Beitrag“
loading = Wird geladen …
not-loaded = Die Beiträge konnten nicht geladen werden. Erneut versuchen
keys = Tastenkürzel
key-next = Nächster Beitrag
key-previous = Voriger Beitrag
key-help = Diese Tastenkürzel zeigen
key-close = Schließen
keys-on = Diese Tasten verwenden

new-updates =
    { $count ->
        [one] { $number } neuer Beitrag
       *[other] { $number } neue Beiträge
    }
mode-connecting = Verbindung wird aufgebaut
mode-live = Neues erscheint sofort
mode-polling = Alle paar Sekunden wird nach Neuem gefragt
mode-offline = Offline: neuer Versuch läuft
mode-paused = Aktualisierung angehalten
pause = Aktualisierung anhalten
resume = Weiter aktualisieren

# What a device says that shows a page as it kept it, and where it kept none.
saved = Keine Verbindung. Diese Seite wurde um { $time } gespeichert.
try-again = Noch einmal versuchen
offline-title = Diese Seite ist auf diesem Gerät nicht gespeichert
offline-note = Zurzeit gibt es keine Verbindung zum Server. Zuletzt gelesene Seiten sind auch ohne Verbindung lesbar.
offline-kept = Auf diesem Gerät gespeichert

no-page = Diese Seite gibt es hier nicht
no-coverage = Diesen Liveticker gibt es hier nicht
no-part = Diesen Teil des Livetickers gibt es nicht
no-post = Diesen Beitrag gibt es in diesem Liveticker nicht
no-feed = Feeds gibt es nur als rss, atom und json
no-picture = Dieses Bild gibt es hier nicht
broken-picture = Dieses Bild lässt sich nicht zeigen
missing-note = Vielleicht ist die Adresse falsch geschrieben, oder die Seite wurde nie veröffentlicht.
broken-page = Hier ist etwas schiefgegangen
broken-note = Die Seite ließ sich nicht erstellen; der Fehler liegt bei uns und ist festgehalten. Gleich geht es vielleicht wieder.
slow-page = Diese Seite braucht zu lange
slow-note = Gerade ist mehr zu tun, als sich erledigen lässt. Gleich geht es vielleicht wieder.
live-now = Jetzt live
no-posts-yet = Noch ist nichts veröffentlicht. Der erste Beitrag erscheint hier von selbst.

comma = ,
labelled = { $label }: { $text }
date =
    { $day }. { $month ->
        [1] Jan.
        [2] Feb.
        [3] März
        [4] Apr.
        [5] Mai
        [6] Juni
        [7] Juli
        [8] Aug.
        [9] Sept.
        [10] Okt.
        [11] Nov.
       *[12] Dez.
    } { $year }
date-time = { $date }, { $time }
