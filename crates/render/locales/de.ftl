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
redacted = Dieser Beitrag wurde entfernt
redacted-legal = Sein Wortlaut wurde aus rechtlichen Gründen aus dem Protokoll entfernt.
redacted-safety = Sein Wortlaut wurde zum Schutz einer Person aus dem Protokoll entfernt.
redacted-privacy = Sein Wortlaut wurde zum Schutz der Privatsphäre aus dem Protokoll entfernt.
medium-gone-legal = Ein Bild oder Film wurde aus rechtlichen Gründen entfernt.
medium-gone-safety = Ein Bild oder Film wurde zum Schutz einer Person entfernt.
medium-gone-privacy = Ein Bild oder Film wurde zum Schutz der Privatsphäre entfernt.
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

# How a coverage stood at another moment.
moments = Zeitmaschine
as-of = Stand vom { $moment }
as-of-change = Dies ist die Seite nach Änderung { $change }.
as-of-note = Was seither zurückgezogen wurde, wird nicht mehr gezeigt.
as-of-now = Die Seite, wie sie jetzt ist
previous-change = Vorige Änderung
next-change = Nächste Änderung
first-read = Der Stand, als Sie sie zum ersten Mal lasen
to-change = Änderung
to-time = Zeit
show-then = Anzeigen
page-then = Die Seite zu diesem Zeitpunkt
withheld = Was dieser Beitrag damals sagte, wird hier nicht gezeigt

# How a record is checked.
comes-from = Quelle:
source-followed = Dieser Liveticker wird dort geführt und hier unverändert wiedergegeben.
source-stopped = Dieser Liveticker wird dort geführt. Was dort zuletzt kam, steht hier nicht: Es ließ sich nicht prüfen.
source-left = Er wurde von dort übernommen und wird von dort nicht mehr aktualisiert.
proof = Protokoll prüfen
proof-title = Wurde etwas stillschweigend geändert?
proof-what = Alles, was dieser Liveticker sagt, steht in einem Protokoll, dem nur hinzugefügt wird.
proof-leaf = Jede Änderung hat einen Fingerabdruck aus ihrer Stelle, ihrer Zeit und ihren Worten: Wer einen einzigen Buchstaben ändert, ändert den Fingerabdruck.
proof-root = Alle Fingerabdrücke zusammen ergeben darüber noch einen, der ein anderer wird, sobald sich einer darunter ändert.
proof-signed = Diesen signiert die Redaktion mit ihrem Schlüssel, zusammen mit der Zahl der Änderungen: Das ist ein Prüfpunkt.
proof-reads = „Jetzt prüfen“ liest alle Änderungen in Ihren Browser, bildet dort die Fingerabdrücke und vergleicht sie mit dem signierten.
proof-device = Danach bewahrt Ihr Gerät den Prüfpunkt auf und verrät ihn niemandem.
proof-later = Wenn Sie wieder prüfen, sehen Sie, ob alles, was vorher da war, noch da ist, Wort für Wort.
proof-gone = Die Worte zurückgezogener Beiträge werden nicht mehr gezeigt, doch ihre Fingerabdrücke bleiben: Sie sagen, dass etwas da war und wann.
proof-limit = Ob etwas stimmte, als es geschrieben wurde, kann eine Prüfung nicht zeigen.
proof-others = Speichern Sie den Prüfpunkt oder geben Sie ihn weiter: Er zeigt, was hier stand, auch wenn diese Seite durch eine andere ersetzt würde.
proof-now = Der Prüfpunkt jetzt
proof-keys = Schlüssel, die signieren
proof-check = Jetzt prüfen
proof-save = Prüfpunkt speichern
proof-program = Dasselbe mit einem Programm:
proof-checking = Wird geprüft …
proof-holds = Es stimmt
proof-order = Änderungen, die lückenlos der Reihe nach stehen
proof-fits = Änderungen, deren Worte zu ihrem Fingerabdruck passen
proof-withheld = Änderungen, deren Worte nicht gezeigt werden und deren Fingerabdruck steht
proof-signer = Signiert mit dem Schlüssel
proof-unsigned = Dieser Browser kann keine Signaturen prüfen; alles andere wurde geprüft.
proof-kept = Alles, was bei der letzten Prüfung auf diesem Gerät da war, ist unverändert da
proof-first = Dieses Gerät bewahrt den Prüfpunkt auf und vergleicht die nächste Prüfung damit.
proof-rekeyed = Ein anderer Schlüssel signiert als bei der letzten Prüfung auf diesem Gerät. Die Redaktion kann sagen, warum.
proof-broken = Das stimmt nicht
proof-altered = Eine Änderung wurde verändert
proof-gap = Eine Änderung fehlt oder steht an anderer Stelle
proof-other = Die Änderungen sind nicht die, die signiert wurden.
proof-unsaid = Der Prüfpunkt ist mit keinem Schlüssel dieses Protokolls signiert.
proof-rewritten = Etwas wurde verändert oder entfernt, das bei der letzten Prüfung auf diesem Gerät da war
proof-unknown = Es ließ sich nicht feststellen. Versuchen Sie es später noch einmal.
proof-insecure = Das lässt sich nur über eine sichere Verbindung feststellen (https).

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
no-moment = Das bezeichnet keinen Zeitpunkt dieses Livetickers
no-moment-note = Ein Zeitpunkt ist die Nummer einer Änderung, etwa 17, oder eine Zeit, etwa 2026-03-01T09:30 oder 2026-03-01T09:30:00Z.
too-early = Zu dieser Zeit war hier noch nichts zu lesen
too-early-note = Dieser Liveticker war noch nicht zu sehen.
not-yet = Das ist noch nicht geschehen
not-yet-note = Eine solche Änderung gibt es bisher nicht, oder die Zeit ist noch nicht gekommen.
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

language-name = Deutsch
languages = Sprachen
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
