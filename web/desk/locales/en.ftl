# All that the desk says, in the order in which one meets it.

desk-name = Stet desk
skip = Skip to the content
navigation = Desk
navigation-phone = Desk, in short
again = Try again
cancel = Cancel
close = Close
done = Done
save = Save
add = Add
remove = Remove
delete = Delete
restore = Restore
more = More
more-of = More for “{ $name }”
edit = Edit
edit-of = Edit “{ $name }”
remove-of = Remove “{ $name }”
delete-of = Delete “{ $name }”
delete-it = Delete “{ $name }”?
remove-it = Remove “{ $name }”?
copy = Copy
copied = Copied.
link = Link
name = Name
title = Title
none = None
never = Never
or = or
made = Made
expires = Expires
in-days = In { $days } days
older = Show older
choose = Choose “{ $name }”
choose-one = Choose…
choose-several = Select
chosen = { $count } selected
move-up = Move “{ $name }” up
move-down = Move “{ $name }” down
moved-to = “{ $name }” is now { $place } of { $of }.
screen-missing = This screen is not kept on this device. It opens once there is a connection.
nowhere = Nothing here
nowhere-hint = There is no such screen. The address may be cut off, or what it led to is gone.
fault-offline = The server cannot be reached.
fault-offline-hint = What you type is kept on this device and sent once there is a connection.
fault-unreadable = The server answered { $status } without saying why.
fault-unreadable-hint = Try again; if it stays, ask whoever runs the server to look at its log.
fault-broken = Something went wrong in the desk itself.
fault-broken-hint = Reload the page; nothing that you typed is lost.
fault-no-words = There are no words under the headline.
fault-no-words-hint = Write at least a sentence: a headline alone makes no post.
fault-slug-taken = There is a coverage of that name here already.
fault-slug-taken-hint = Choose another name for its address here.

# Coming in
sign-in = Sign in
sign-in-setup = This newsroom has no owner yet. The server printed a one-time link when it started: open that.
sign-in-oidc = Sign in with { $name }
sign-in-passkey = Sign in with a passkey
sign-in-forgotten = If you cannot get in, an owner of your newsroom can make you a link.
refusal-not_a_member = Nobody here has the e-mail address that you signed in with.
refusal-hint-not_a_member = Ask an owner of your newsroom to invite you with that address.
refusal-unverified_email = Your e-mail address has not been verified there.
refusal-hint-unverified_email = Verify it with whoever keeps your account, then sign in again.
refusal-provider_unavailable = The sign-in of your newsroom does not answer.
refusal-hint-provider_unavailable = Try again in a minute, or use a password or passkey.
refusal-sign_in_expired = Signing in took too long, or the page was loaded twice.
refusal-hint-sign_in_expired = Begin again.
refusal-other = The sign-in did not succeed.
refusal-hint-other = Try again, or use a password or passkey. If it stays, ask whoever runs the server.
sign-out = Sign out
email = E-mail
password = Password
password-help = At least 12 characters. A sentence is good.
password-change = Change password
password-set = Set a password
password-current = Password until now
password-new = New password
your-name = Your name
enter = Come in
come-again = How will you sign in from now on?
by-password = With a password
by-passkey = With a passkey on this device
link-setup = Welcome to Stet
link-setup-text = You are about to become the owner of this newsroom.
link-invitation = You are invited
link-invitation-text = You are invited to this newsroom as { $role }.
link-recovery = Back in
link-recovery-text = Choose how you sign in from now on. You stay { $role }, and whatever was there before is still there.
link-incomplete = This link is not complete.
link-incomplete-hint = Copy it whole, also what stands behind the “#”. A link can be used once.
passkey-first = First device
passkey-named = { $device } on this device
passkey-declined = The passkey was not used.
passkey-declined-hint = Try again, or choose another way.

# Roles
role = Role
role-of = Role of { $name }
role-owner = Owner
role-owner-about = Reaches everything, and looks after members.
role-editor = Editor
role-editor-about = Publishes, revises, withdraws and manages where they have a place; opens coverages.
role-reporter = Reporter
role-reporter-about = Writes, sees all drafts, and publishes or submits as the coverage has it.
role-contributor = Contributor
role-contributor-about = Writes and submits; sees only drafts of their own.
role-viewer = Viewer
role-viewer-about = Reads published posts and who is here.

# Coverages
coverages = Coverages
coverages-all = All coverages
coverages-none = You have no place at any coverage yet. An editor can give you one.
coverages-none-yet = No coverage yet. Open the first one.
coverage-open = New coverage
coverage-open-do = Open it
coverage-open-live = Show it to readers at once
coverage-has-ended = This coverage has ended; it takes no new posts until it is live again.
coverage-is-followed = This coverage is followed from { $host }, which alone adds to it.
coverage-source = To the source
posts-count = { $count ->
    [one] 1 post
   *[other] { $count } posts
}
headline = Headline
standfirst = Standfirst
slug = Name in its address
slug-form = a–z, 0–9 and single hyphens between them
language = Language
language-help = A tag such as en, de or pt-BR
zone = Time zone
status-draft = Draft
status-live = Live
status-paused = Paused
status-ended = Ended
status-published = Published
status-withdrawn = Withdrawn
status-redacted = Redacted
status-submitted = Submitted
status-changes_requested = Changes requested
status-approved = Approved
status-scheduled = Scheduled

# A coverage
page = Readers’ page
manage = Manage
panes = Parts of the desk
pane-write = Write
pane-posts = Posts
pane-drafts = Drafts
pane-desk = Desk
desk = Desk
composer = Composer
posts = Posts
posts-none = Nothing has been published yet.
drafts = Drafts
line-connecting = Connecting…
line-live = Up to date
line-lost = No connection
here = Here now
here-nobody = Nobody else is here.
here-writing = { $name }, writing
in-draft = in
post-came = New post: { $headline }
mention-came = { $name } mentioned you.
mention-own = There is a note for you on a draft of yours.
new-post = Write a post…
templates = Templates
column-draft = Drafts
column-draft-none = No drafts.
column-submitted = In review
column-submitted-none = Nothing waits for an editor.
column-scheduled = Scheduled
column-scheduled-none = Nothing is scheduled.
suggestions = Suggestions
suggestions-none = Nothing new in the watched feeds.
feeds-broken = { $count ->
    [one] 1 feed not read
   *[other] { $count } feeds not read
}
feed-broken = “{ $title }” is not read at the moment. { $problem }
feed-broken-manage = See to it under Manage
feed-broken-ask = Who manages the coverage can see to it.
suggestion-draft = Make a draft
suggestion-draft-of = Make a draft of “{ $title }”
suggestion-dismiss = Put aside
suggestion-dismiss-of = Put aside “{ $title }”
suggestion-read = { $title } (opens in a new tab)
said-put-aside = Put aside, for everybody at this coverage.
draft-unnamed = Without a headline
draft-local = On this device
draft-unreadable = Words kept on this device
draft-unreadable-remove = Remove these words?
draft-unreadable-remove-about = They are in this browser only, and nobody can bring them back. Copy what is missing first.
draft-unreadable-about = They were written in another version of the desk, and this one cannot open them. Copy what is missing into a draft. They stay here until you remove them.
draft-revision = Revision
notes-count = { $count ->
    [one] 1 note
   *[other] { $count } notes
}
handover = Handover
handover-none = Nothing has been handed over yet.
handover-edit = Edit the handover note
handover-overtaken = { $name } has changed it meanwhile to:
handover-seen = I have taken that in

# A post
pinned = Pinned
pin = Pin on top
unpin = Take off the top
key-event = Key event
key-event-not = No key event
label-set = Set label
copy-link = Copy link
placement = Time and place
placement-about = This moves where the post stands for readers. When it was published stays on the record, and so does this.
placement-time = At a time ({ $zone })
placement-over = Over another post
placement-under = Under another post
placement-published = Where it was published
placement-at = Time
placement-other = Post
revised = revised
time-unknown = Time not known
withdraw = Withdraw
withdraw-several = { $count ->
    [one] Withdraw 1 post
   *[other] Withdraw { $count } posts
}
withdraw-about = The words disappear from the page at once. A dated note with your reason stands in their place.
withdrawn-because = Withdrawn:
redact = Redact
redact-post = Take this post out of the record?
redact-ground = On which ground? Readers are told this, and nothing else.
redact-legal = The law asks for it
redact-safety = It puts somebody in danger
redact-privacy = It is somebody’s private life
redact-meant = I understand that nobody can bring it back.
redact-post-words = Its words go for good: all its versions, its notices and the reason of a withdrawal, from pages, feeds, the search, the record and the disk.
redact-post-desk = Drafts that revise it, and what was kept of it when it was unpublished, go as well.
redact-post-media = Pictures and films that no other post shows go with it.
redact-post-stays = Its place, its times and this ground stay to be seen. Key points, headlines and other posts that say the same are not touched.
redact-backups = Backups that were made before still hold it; the next one does not.
redacted-because = Taken out of the record:
unpublish = Unpublish
unpublish-about = The post is withdrawn with your reason, and its words are kept in a new draft.
reason = Reason, for readers
contributed = With { $names }

# Writing
save-saved = Saved
save-saving = Saving…
save-offline = Kept on this device
save-conflict = Two versions
save-refused = On this device only
composer-close = Close
publish = Publish
publish-change = Publish change…
pin-it = Pin on top
submit = Submit
approve = Approve
return = Request changes
return-about = The draft goes back to its author with your note.
recall = Take back
schedule = Schedule
time-schedule-at = Goes out at
time-schedule-do = Schedule
unschedule = Do not publish by itself
embargo = Embargo
time-embargo-at = Not before
time-embargo-do = Set embargo
embargo-lift = Lift the embargo
in-zone = In the time of the coverage: { $zone }
share = Share with…
share-about = Reporters and editors of the coverage see the draft already. A contributor sees only drafts that are shared.
share-with = Share
share-nobody = There is no contributor to share it with.
preview = Preview
refused-hint = Your words stay on this device. Copy what you need before you leave.
refused-too-large = This is too long for one post, and cannot be saved.
refused-too-large-hint = It is kept on this device. Take some of it out, and the rest is saved.
conflict = Two versions could not be put together.
conflict-about = The server’s version stands in the editor. This is how yours differs; nothing is thrown away before you choose.
conflict-both = Keep both
conflict-mine = Keep mine
conflict-theirs = Keep theirs
written-meanwhile = Somebody else has written in this draft since the difference was shown.
written-meanwhile-hint = The difference now has their words. Look at it again, then publish.
merged = Somebody else has revised this post meanwhile.
merged-hint = Their change is taken in. Look at the difference again, then publish.
merged-not = It is of the same words as yours, and would be overwritten. Look at the difference: publish it as it is, or cancel and put theirs in.
reminders = Before it goes out
reminder-duplicate = Close to an earlier post: { $headline }
reminder-figure = “{ $here }” here, “{ $before }” before
reminder-name = “{ $here }” here, “{ $before }” before
reminder-alt = { $count ->
    [one] The picture does not say what it shows, for those who cannot see it.
   *[other] Picture { $number } does not say what it shows, for those who cannot see it.
}
reminder-credit = { $count ->
    [one] The picture has no credit.
   *[other] Picture { $number } has no credit.
}
reminder-link = Link to { $url }: { $problem }
earlier-post = Earlier post
put-aside = Put aside
notes = Notes
note-write = Write a note; @ mentions somebody
note-help = Members only. Readers never see notes.
note-send = Add note
note-remove = Remove note
mention-whom = Mention

# A revision
revision-publish = Publish the change
revision-same = Nothing has been changed.
revision-kind = What are readers told?
notice-correction = Correction
notice-correction-about = Something was wrong.
notice-clarification = Clarification
notice-clarification-about = Something could be misread.
notice-update = Update
notice-update-about = There is news.
notice-silent = Nothing
notice-silent-about = A typing error.
notice-text = What is told, under the post
notice-help = Say what was wrong and what is right.
publish-as-correction = Publish as correction
publish-as-clarification = Publish as clarification
publish-as-update = Publish as update
publish-as-silent = Publish without a note
field-label = Label
field-headline = Headline
field-key_event = Key event
field-byline = Byline
field-contributors = Contributors
field-dateline = Place
field-body = Text
diff-added = added:
diff-removed = removed:
diff-end = ,

# What was done
said-published = Published.
said-revised = The change is published.
said-submitted = Submitted.
said-approved = Approved.
said-returned = Changes requested.
said-recalled = Taken back.
said-scheduled = Scheduled.
said-unscheduled = It will not go out by itself.
said-embargo = Embargo set.
said-embargo-lifted = The embargo is lifted.
said-deleted = Deleted. It can be restored from the trash.
said-shared = Shared with { $name }.
said-withdrawn = Withdrawn.
said-redacted = Redacted. It is being erased from the disk.
said-unpublished = Withdrawn; its words are in this draft.
said-pinned = Pinned on top.
said-unpinned = Taken off the top.
said-key-event = Marked as a key event.
said-no-key-event = No key event any more.
said-placed = Moved.
said-handover = Handover note saved.
said-saved = Saved.
overtaken = Another member changed this meanwhile. Now it says: “{ $now }”. Save again to put yours in its place, or load the page anew to keep theirs.
said-removed = Removed.
said-password = Password changed.
said-bulk = { $left ->
    [0] Done for { $done }.
   *[other] Done for { $done }; { $left } could not be done and stay selected.
}
said-bulk-changed = { $count ->
    [one] 1 draft was written on since you selected it. Read it before you select it again.
   *[other] { $count } drafts were written on since you selected them. Read them before you select them again.
}

# Managing a coverage
manage-of = Manage “{ $headline }”
back-to-coverage = To the coverage
manage-words = Headline and standfirst
manage-status = Status
end-scheduled = End it with posts still scheduled?
end-scheduled-do = End it
end-scheduled-about = { $count ->
    [one] 1 post is scheduled for later. Once this has ended it does not go out: it stays a draft, and its author is told.
   *[other] { $count } posts are scheduled for later. Once this has ended they do not go out: they stay drafts, and their authors are told.
}
status-note = A word to readers about it
status-note-help = Such as “We are back at six in the morning.”
successor = Where the story goes on
successor-help = The name of another coverage here, or an address
manage-key-points = What one needs to know
key-point = Key point { $place }
key-point-empty = Empty key point
key-point-add = Add a key point
key-point-remove = Remove key point { $place }
key-point-post = Post of key point { $place }
key-point-no-post = No post
older-post = An older post
pinned-post = Held on top
manage-lead = Picture or film on top
lead-kind = Kind
lead-image = Picture
lead-video = Film
lead-media = Stored medium (its id)
lead-alt = What it shows, for those who cannot see it
lead-caption = Caption
lead-credit = Credit
lead-title = Title
lead-url = Address where it can be watched
lead-poster = Picture before it runs (its id)
lead-source = Who made it
manage-further = Go deeper
article-empty = Empty line
article-title = Title of article { $place }
article-url = Address of article { $place }
article-add = Add an article
article-remove = Remove article { $place }
manage-settings = Settings
page-theme = Look of its page
page-theme-standard = Standard
page-theme-contrast = High contrast
page-theme-evening = Evening paper
page-theme-unknown = { $name } (not known here: shown as standard)
page-theme-help = Open pages change within seconds; words at their foot, with the next load.
reporting = Reporters of this coverage
reporting-publish = publish by themselves
reporting-submit = submit to an editor
manage-places = Members of this coverage
place-add = Give a place to
place-take = Take { $name }’s place away
embedding = On other sites
embedding-about = Put one of these into a page of another site. It stays live there, and links in it open outside it.
embedding-frame = A frame of one height (HTML)
embedding-element = A frame that grows with what is in it (HTML)
embedding-oembed = Address for sites that ask themselves (oEmbed)
embedding-not-yet = Nothing can be seen there until this coverage is live.
inlets = Inlets from a chat
inlets-about = What a chat sends to an inlet’s address becomes a draft here, with a note of who wrote it. Whoever has the address can make drafts, and nothing else.
inlet-new = New inlet
inlet-name-help = Such as the channel that it is for; notes on its drafts begin with it.
inlet-make = Make it
inlet-made = Copy the address now: it is not shown again.
inlet-address = Address
inlet-slack = In an app of your workspace, add a slash command with the address as its Request URL.
inlet-mattermost = Under Integrations, add a slash command or an outgoing webhook with the address as its URL.
inlet-telegram = Give the address to a bot that is in the chat, with this line and the bot’s own token in it.
inlet-telegram-line = For Telegram
inlet-by = Made by { $name }
inlet-delete-about = What is sent to its address is refused from now on. The drafts that came by it stay.
feeds = Watched feeds
feeds-about = What is new in these is suggested to everybody who writes here. Nothing of it is published by itself.
feed-address = Address of an RSS, Atom or JSON feed
feed-watch = Watch it
feed-problem = Not read the last time. { $problem } It is tried again by itself, after longer each time. If it has moved, remove it and watch its new address.
feed-read = Read now
feed-read-of = Have “{ $title }” read now
said-feed-read = It was read.
said-feed-unread = It could not be read.
feed-remove-about = It is read no longer, and what it suggested goes. The drafts that were made of it stay.
said-watched = “{ $title }” is watched from now on.

# Trash, search, mentions
trash = Trash
trash-about = Deleted drafts are kept for 30 days.
trash-empty = The trash is empty.
search = Search
search-words = Words
search-in = In
search-everywhere = All coverages
search-kind = What
search-all = Posts and drafts
search-nothing = Nothing was found.
found = { $count ->
    [one] 1 found
   *[other] { $count } found
}
mentions = Mentions
mentions-none = Nobody has mentioned you yet.
unseen = { $count ->
    [one] 1 not seen
   *[other] { $count } not seen
}

# The library
library = Library
templates-about = What a post of its kind begins with.
template-new = New template
template-edit = Edit template
template-remove-about = It goes for the whole newsroom, and cannot be brought back. Posts that were begun with it stay as they are.
backgrounds = Background
backgrounds-about = Written once, used in many posts, and revised in one place.
backgrounds-none = No background blocks yet.
background-new = New background block
background-edit = Edit background block
background-remove-about = { $count ->
    [0] It goes for the whole newsroom, and cannot be brought back. No post holds it.
    [one] It goes for the whole newsroom, and cannot be brought back. The post that holds it keeps its words, which can then no longer be revised from here.
   *[other] It goes for the whole newsroom, and cannot be brought back. The { $count } posts that hold it keep its words, which can then no longer be revised from here.
}
background-used = { $count ->
    [one] In 1 post
   *[other] In { $count } posts
}
background-will-revise = { $count ->
    [one] Saving renews it in the post that holds it.
   *[other] Saving renews it in all { $count } posts that hold it.
}
background-revised = { $count ->
    [0] Saved.
    [one] Saved; 1 post is being revised.
   *[other] Saved; { $count } posts are being revised.
}
background-left = { $count ->
    [one] 1 post could not be revised and still has the old text.
   *[other] { $count } posts could not be revised and still have the old text.
}

# Members
members = Members
last-seen = Last seen
member-disabled = Closed
member-disable = Close the account
member-enable = Open the account again
recovery-link = Recovery link
recovery-link-about = Send this to { $name }. It can be used once, and is not shown again.
invitations = Invitations
invitation-withdraw = Withdraw
invite = Invite
invite-do = Make the link
invite-coverages = A place at
invite-made = Send this link to { $email }. It can be used once, and is not shown again.

# Who is told: webhooks
webhooks = Webhooks
webhooks-about = Other servers are told of what is published, as it happens: each change once it is out, signed, in order, and again until it is taken.
webhooks-none = No webhook yet. Make one for a server that wants to know.
webhook-new = New webhook
webhook-name = What it is for
webhook-url = Address
webhook-url-help = Where the changes are sent: a public address, best one that begins with https.
webhook-coverage = Changes of
webhook-kinds = Which changes
webhook-kinds-every = Every kind, those of later versions too
webhook-kinds-some = Only these:
webhook-kinds-all = every kind of change
webhook-kinds-count = { $count ->
    [one] 1 kind of change
   *[other] { $count } kinds of change
}
webhook-make = Make it
webhook-edit = Edit webhook
webhook-running = Running
webhook-retrying = Trying again
# $when: "in 5 minutes", or "now"
webhook-retry-in = A change is sent again { $when }.
webhook-retry-about = { $event }, seq { $seq } of { $coverage }, was sent { $attempts ->
    [one] once
   *[other] { $attempts } times
} and not taken. The changes after it wait, so nothing is lost. See to the server, or to the address under Edit.
webhook-retry-now = Try now
webhook-retry-now-of = Have “{ $name }” try now
webhook-stopped = Stopped
webhook-stopped-since = Stopped since
webhook-stopped-about = It goes on where it stands, so nothing is lost. See to the server, then have it go on.
webhook-ping = Test
webhook-ping-of = Test “{ $name }”
webhook-ping-well = A test message was sent, and the answer was { $status }.
webhook-ping-ill = A test message was sent, and did not arrive well.
webhook-resume = Go on
webhook-resume-of = Have “{ $name }” go on
webhook-deliveries = Sent
webhook-deliveries-of = What “{ $name }” was sent
webhook-replay = Send again…
webhook-replay-title = Send again from a place
webhook-replay-about = Each change of a coverage has a number, its seq. The webhook goes on after the one that you give: with 0 it is sent everything once more, with a number further on what lies between is left out. What it was sent before has the same webhook-id as then.
webhook-replay-after = After seq
webhook-replay-do = Go on from there
webhook-secret = Secret
webhook-secret-of = Secret of “{ $name }”
webhook-secret-new = New secret…
webhook-secret-renew = Make another secret for “{ $name }”?
webhook-secret-renew-about = Messages are signed with the new one at once. The server refuses them until it knows it; they are sent again meanwhile.
webhook-secret-do = Make it
webhook-secret-made = Copy it now: it is not shown again.
webhook-verify = The server takes a message for ours if its header webhook-signature is “v1,” and the Base64 of HMAC-SHA256 over these three, with full stops between them:
webhook-verify-key = The key is what stands behind “whsec_”, decoded from Base64. This is Standard Webhooks; there are libraries for it:
webhook-delete-about = Nothing is sent there any more, and what is told of it here goes, too. It cannot be brought back.
said-webhook-resumed = It goes on.
change-coverage_opened = Coverage opened
change-headline_changed = Headline changed
change-standfirst_changed = Standfirst changed
change-settings_changed = Settings changed
change-theme_changed = Theme changed
change-status_changed = Status changed
change-successor_changed = Successor changed
change-lead_changed = Lead changed
change-key_points_changed = Key points changed
change-go_deeper_changed = Further articles changed
change-post_published = Post published
change-post_revised = Post revised
change-post_withdrawn = Post withdrawn
change-post_placed = Post put elsewhere
change-post_pinned = Post pinned
change-post_unpinned = Post unpinned
change-post_redacted = Post redacted
change-medium_redacted = Picture or film redacted
deliveries-none = Nothing was sent in the last 30 days.
deliveries-about = The last 30 days, the last first, 200 at most.
delivery-at = When
delivery-event = Event
delivery-place = Coverage and seq
delivery-attempts = Attempts
delivery-answer = Answer
delivery-taken = Taken
delivery-refused = Not taken
delivery-coverage-gone = a coverage that is gone
refresh = Look again

# Coverages of other servers
followings = Followed coverages
followings-short = Followed
followings-about = Coverages of other servers, shown here as well. Each change is verified before readers see it: it has to be what its source signed. Nobody writes to them here.
followings-none = No coverage of another server is followed yet.
follow-new = Follow a coverage
follow-source = Address of the coverage
follow-source-help = Its readers’ page at the other server, which has /live/ in its address. The key that signs there now is pinned: what comes has to be signed by it, or by one that it hands on to.
follow-slug = Name in its address here
follow-slug-help = If you write none, it is called as it is there.
follow-do = Follow it
follow-asking = Asking the source…
follow-asking-about = The source is asked who signs there. That may take half a minute.
following-state-following = Followed
following-state-stopped = Stopped
following-state-left = Followed no more
following-source = Source
following-verified = Changes verified
following-verified-last = Verified last
following-not-yet = not yet
following-nothing-since = Nothing has come since
following-nothing-about = It is tried again by itself. What was verified before stands.
following-stopped-since = Stopped since
following-stopped-about = What was verified before stands, and readers see it. Look into it together with whoever runs the source; then have it go on, by the key that signs there then.
following-key = Pinned key
following-key-about = Whoever runs the source can tell you whether it is theirs.
following-go-on = Go on
following-leave = Follow no more
following-leave-it = Follow “{ $name }” no more?
following-leave-about = What came stays, as an ordinary coverage of this server that says where it came from, and can be written to. Nothing more comes from its source.
following-leave-nothing = Nothing of it has come yet, so nothing of it stays here.
said-followed = “{ $name }” is followed.
said-following-resumed = “{ $name }” is followed again, if what its source tells holds now.
said-left = “{ $name }” is followed no more.

# Who did what
audit = Log
audit-at = When
audit-who = Who
audit-what = What
audit-where = Coverage
audit-nobody = The server

# Oneself
me = You
me-of = You, { $name }
about-you = About you
further = Further
theme = Appearance
theme-system = As the system
theme-light = Light
theme-dark = Dark
desk-language = Language of the desk
desk-language-browser = As the browser has it
passkeys = Passkeys
passkeys-about = A passkey signs you in without a password, with your finger, face or device code.
passkey-add = Add a passkey
passkey-remove-about = You cannot sign in with it any more. Your device may go on offering it until you delete it there, too.
sessions = Where you are signed in
session-this = This one
session-seen = Last seen
session-end = Sign out there
browser-unknown = A browser
tokens = Tokens
tokens-about = For programs that use the API in your name, at most with the rights that you have.
token = Token
token-new = New token
token-name = What it is for
token-scopes = What it may do
token-coverage = Where
token-make = Make it
token-made = Copy it now: it is not shown again.
token-revoke = Revoke
token-revoke-it = Revoke “{ $name }”?
token-revoke-about = Programs that use it are refused from now on. It cannot be brought back; you can make another.
scope-read = Read
scope-read-about = coverages and posts
scope-draft = Draft
scope-draft-about = write drafts and submit them
scope-publish = Publish
scope-publish-about = publish, revise, withdraw
scope-manage = Manage
scope-manage-about = the coverage itself and who has a place
scope-admin = Administer
scope-admin-about = members, invitations, tokens

# Pictures and films
media-choose = Choose from the library
media-look = Words in their name or in what is said of them
media-kind = Kind
media-kind-all = All
media-kind-image = Pictures
media-kind-film = Films
media-none = Nothing of that kind is in the library.
media-found = { $count ->
    [one] One is shown.
   *[other] { $count } are shown.
}
media-more = Show earlier ones
media-insert = { $count ->
    [0] Insert
    [one] Insert it
   *[other] Insert { $count }
}
media-edit-of = Edit { $name }
media-edit = What is said of it
media-alt = What the picture shows
media-caption = Caption
media-credit = Credit
media-source = Source
media-rights = Rights
media-public = Published
media-size = { $width } × { $height }
media-delete-it = Delete “{ $name }”?
media-delete-about = It is gone for everybody, also from drafts that show it. What was published stays.
media-said-saved = Saved.
media-said-deleted = Deleted.
media-redact-it = Take “{ $name }” away from everybody?
redact-media-files = All its files go for good, in every size. Whoever asks for one is told that it is gone.
redact-media-posts = It is taken out of every post and lead that shows it; those posts get a dated note.
redact-media-words = What earlier versions of posts say about it stays; redact those posts to take that away as well.
media-said-redacted = Redacted. It is being taken out of the posts that show it.
media-not-converted = { $name } is a picture in a format that this browser cannot read.
media-not-converted-hint = Open the desk in Safari, which reads HEIC, or save the picture as a JPEG.

# Keys
keyboard-help = Keyboard
keyboard-note = Single letters work while you are not typing.
keys-publish = Publish, or submit
keys-tools = From the text to the formatting
keys-new = Write a post
keys-search = Search
keys-next = Next post
keys-previous = Previous post
keys-edit = Edit the post that has the focus
keys-help = This list
keys-close = Close what is open
