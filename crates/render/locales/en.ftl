# What the pages say around what members wrote. English is the first; every other
# file has the same messages with the same variables, and tests hold them to it.
#
# $count chooses the form, $number is how it is written. The dates are those of the
# CLDR's yMMMd for en-GB.

count =
    { $count ->
        [0] No posts yet
        [one] { $number } post
       *[other] { $number } posts
    }
skip = Skip to the live coverage
all-coverages = All live coverage
front-title = Live coverage
front-empty = There is no live coverage at the moment.
older-coverages = Earlier coverages
newest-coverages = Newest coverages

search = Search
search-all = Search all posts
search-here = Search this coverage
search-nothing = No post says this.
search-widened = No post has exactly these words. Shown are those with words that begin so.
search-widen = Show posts with words that only begin so
search-help = To find more
search-help-words = Check the spelling, or leave words out: a post is found only if it has them all.
search-help-beginning = With an asterisk, a word is looked for by its beginning: elect*
search-help-phrase = In quotation marks, words are looked for side by side: "polling station"
search-everywhere = Search all coverages
search-older = Older results
search-newest = Newest results
search-busy = Too many are searching just now
search-busy-note = Try again in a few seconds. Rarer words are found sooner.

draft = Draft
live = Live
paused = Paused
ended = Ended
paused-note = This live coverage is paused. It will go on.
ended-note = This live coverage has ended.
successor = Follow our latest coverage

key-points = What you need to know
corrections = Corrections
since = Since you last looked
since-nothing = Nothing has changed.
first-unread = Go to the first unread post
since-list = What has changed
since-more = Earlier changes are not listed.
since-ask = Show what has changed since this page was loaded
since-close = Close
news-new = New
news-withdrawn = Withdrawn
news-moved = Moved
go-deeper = Go deeper
pinned = Pinned
posts = Latest
key-event = Key event
# Before its time, what a post without a headline is called for those who go by headings.
untitled = Update,
updated = Updated
corrected = Corrected
clarified = Clarified
correction = Correction
clarification = Clarification
update = Update
withdrawn = This post was withdrawn
redacted = This post was removed
redacted-legal = Its words were removed from the record for legal reasons.
redacted-safety = Its words were removed from the record for somebody’s safety.
redacted-privacy = Its words were removed from the record to protect somebody’s privacy.
medium-gone-legal = A picture or film was removed for legal reasons.
medium-gone-safety = A picture or film was removed for somebody’s safety.
medium-gone-privacy = A picture or film was removed to protect somebody’s privacy.
contributors = Contributed to this post:
permalink = Link to this post
related = Related
video = Video
view-original = View the original
player = Load it from { $site }
player-note = That tells { $whom } that you read this, and lets it set cookies. Nothing is told before.
background = Background
table = Table
# In the text form, before what a picture shows.
picture = Picture
text-only = Text only
with-pictures = With pictures
picture-before = Picture before
picture-after = Next picture
gallery = Pictures
before = Before
after = After
slider = How much of the earlier picture is shown
line-chart = Line chart
bar-chart = Bar chart
step-chart = Step chart
numbers = The numbers
map = Map
on-map = What is on the map
source = Source:
map-data = Map: Natural Earth
kilometres = km
older = Older posts
newest = Newest posts
# After the headline, in the title of a page of older posts.
older-page = older posts
part-of = Part of our coverage:
whole-coverage = See the whole coverage
feeds = Follow this coverage elsewhere

# What readers were told openly, and what became of posts and coverages.
all-corrections = All corrections
corrections-note = What was corrected, clarified, updated or withdrawn, the newest first.
corrections-none = Nothing has been corrected so far.
corrections-older = Earlier corrections
corrections-newest = Newest corrections
history = History
history-of-post = History of this post
history-of-coverage = History of this coverage
history-note = Every version since it was published, the newest first, and how it differs from the one before.
history-older = Earlier versions
history-newest = Newest versions
history-published = Published
history-silent = Revised without a notice
history-pinned = Put on top
history-unpinned = No longer on top
history-blanked = Taken out of the record
history-gone = The words of a withdrawn post are not shown any more.
history-hidden = What was changed is not shown here.
history-alike = The words are the same.
history-marks = Only links or emphasis were changed.
unchanged = Unchanged
added = added
removed = removed
altered = changed
headline = Headline
standfirst = Introduction
status = Status
label = Label
importance = Importance
byline = Byline
dateline = Place
credits = Contributors
links = Links
embed = Embedded post
chart = Chart
rule = Dividing line

# How a coverage stood at another moment.
moments = Time machine
as-of = As it stood on { $moment }
as-of-change = This is the page after change { $change }.
as-of-note = What was withdrawn since is not shown any more.
as-of-now = The page as it is now
previous-change = Previous change
next-change = Next change
first-read = As it stood when you first read it
to-change = Change
to-time = Time
show-then = Show
page-then = The page at that moment
withheld = What this post said then is not shown here

# How a record is checked.
comes-from = Source:
source-followed = The source tells this coverage. It is repeated here, unaltered.
source-stopped = The source tells this coverage. What came there lately is not shown here: it could not be verified.
source-left = It was taken over from there, and is no longer kept up to date from there.
proof = Check the record
proof-title = Was anything altered in silence?
proof-what = Everything that this coverage says stands in a record to which changes are only ever added.
proof-leaf = Every change has a fingerprint, made of its place, its time and its words: whoever alters a single letter alters the fingerprint.
proof-root = All fingerprints together give one more, on top of them, which is another as soon as any below it is.
proof-signed = The newsroom signs that one with its key, together with the number of changes: this is a checkpoint.
proof-reads = “Check now” reads all changes into your browser, makes the fingerprints there, and holds them against the one that was signed.
proof-device = Your device then keeps the checkpoint, and tells nobody of it.
proof-later = When you check again, you see whether everything that was there before is still there, word for word.
proof-gone = The words of withdrawn posts are not shown any more, yet their fingerprints stand: they tell that something was there, and when.
proof-limit = What a check cannot show is whether something was true when it was written.
proof-others = Save the checkpoint, or give it to somebody else: it shows what stood here even if this site were replaced by another.
proof-now = The checkpoint now
proof-keys = Keys that sign
proof-check = Check now
proof-save = Save the checkpoint
proof-program = The same, by a program:
proof-checking = Checking…
proof-holds = It holds
proof-order = Changes that stand in order, without a gap
proof-fits = Changes whose words fit their fingerprint
proof-withheld = Changes whose words are not shown, and whose fingerprint stands
proof-signer = Signed by the key
proof-unsigned = This browser cannot check signatures; everything else was checked.
proof-kept = All that was there when this device checked before is there, unaltered
proof-first = This device keeps the checkpoint, and will hold the next check against it.
proof-rekeyed = Another key signs than when this device checked before. The newsroom can say why.
proof-broken = This does not hold
proof-altered = A change was altered
proof-gap = A change is missing, or stands in another place
proof-other = The changes are not those that were signed.
proof-unsaid = The checkpoint is not signed by a key of this record.
proof-rewritten = Something was altered or removed that was there when this device checked before
proof-unknown = It could not be found out. Try again later.
proof-insecure = It can be found out over a secure connection only (https).

choice = Order and choice of posts
newest-first = Newest first
oldest-first = Oldest first
all-posts = All posts
key-events = Key events
nothing-chosen = There is no such post so far.
see-all = See all posts
newer = Newer posts
oldest = First posts
series = Coverages before and after
previous = Before this
next = After this
time-unknown = time not known
in-context = Read it among the others
share = Share
copied = Link copied
not-copied = The link could not be copied: take it from “Link to this post”
loading = Loading …
not-loaded = The posts could not be loaded. Try again
keys = Keyboard shortcuts
key-next = Next post
key-previous = Previous post
key-help = Show these shortcuts
key-close = Close
keys-on = Use these keys

# On the button that shows what waits, and in what is announced.
new-updates =
    { $count ->
        [one] { $number } new update
       *[other] { $number } new updates
    }
mode-connecting = Connecting
mode-live = Updates appear as they happen
mode-polling = Checking for updates every few seconds
mode-offline = Offline: trying again
mode-paused = Updates are paused
pause = Pause updates
resume = Resume updates

# What a device says that shows a page as it kept it, and where it kept none.
saved = No connection. This page was saved at { $time }.
try-again = Try again
offline-title = This page is not saved on this device
offline-note = There is no connection to the server at the moment. Pages that you have seen lately can be read without one.
offline-kept = Saved on this device

no-page = There is no such page here
no-coverage = There is no such coverage here
no-part = There is no such part of this coverage
no-post = There is no such post in this coverage
no-moment = This names no moment of this coverage
no-moment-note = A moment is the number of a change, such as 17, or a time, such as 2026-03-01T09:30 or 2026-03-01T09:30:00Z.
too-early = Nothing could be read here at that time
too-early-note = Readers could not see this coverage yet.
not-yet = That has not happened yet
not-yet-note = There is no such change so far, or the time is still to come.
no-feed = There are feeds in rss, atom and json only
no-picture = There is no such picture here
broken-picture = This picture cannot be shown
missing-note = The address may be misspelt, or the page was never published.
broken-page = Something went wrong here
broken-note = The page could not be made; the fault is ours, and has been noted. It may work in a moment.
slow-page = This page takes too long
slow-note = There is more to do than can be done just now. It may work in a moment.
live-now = Live now
no-posts-yet = Nothing has been published yet. The first post appears here by itself.

# Between the names of a list.
language-name = English
languages = Languages
comma = ,
# A word, and what it says of: “Correction: …”.
labelled = { $label }: { $text }
date =
    { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sept
        [10] Oct
        [11] Nov
       *[12] Dec
    } { $year }
date-time = { $date }, { $time }
