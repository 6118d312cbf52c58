# The composer.

editor-post = Post
editor-headline-here = Headline
editor-body-here = What happened?
editor-tools = Formatting
editor-insert = Insert
editor-close = Close
editor-loading = Loading…
editor-none = There is nothing here yet.

editor-label = Label
editor-key-event = Key event
editor-more-fields = Dateline, byline, contributors
editor-dateline = Dateline
editor-byline = Byline
editor-contributors = Contributors
editor-remove-contributor = Remove { $name }

editor-undo = Undo
editor-redo = Redo
editor-strong = Bold
editor-em = Italic
editor-strike = Struck out
editor-sub = Subscript
editor-sup = Superscript
editor-code = Code
editor-lead-in = Lead-in
editor-heading = Heading
editor-subheading = Smaller heading
editor-bullets = Bulleted list
editor-numbers = Numbered list
editor-quote = Quote
editor-signs = Special characters
editor-row-add = Add row
editor-column-add = Add column
editor-row-delete = Delete row
editor-column-delete = Delete column
editor-headers = Header row
editor-table-delete = Delete table

editor-link = Link
editor-link-address = Address
editor-link-help = A web or e-mail address, or words of an earlier post to find it.
editor-link-fault = This is no address of a web page or mailbox.
editor-link-set = Set link
editor-link-remove = Remove link

editor-find-post = Find a post
editor-find-words = Words or address of a post
editor-find-offline = The server cannot be reached just now.
editor-found = { $count ->
    [0] No post was found.
    [one] One post was found.
   *[other] { $count } posts were found.
}
editor-as-card = As a card
editor-as-card-of = As a card: { $title }
editor-as-link = As a link
editor-as-link-of = As a link: { $title }

editor-no-break-space = No-break space
editor-thin-space = Thin space
editor-no-break-hyphen = No-break hyphen
editor-soft-hyphen = Soft hyphen
editor-left-to-right = Left-to-right mark
editor-right-to-left = Right-to-left mark

editor-block-blockquote = Quote
editor-block-image = Picture
editor-block-gallery = Pictures
editor-block-comparison = Before and after
editor-block-chart = Chart
editor-block-map = Map
editor-block-map-place = Place
editor-block-map-area = Area
editor-block-map-arrow = Arrow
editor-block-video = Film
editor-block-embed = Post from elsewhere
editor-block-related = Related card
editor-block-read-more = Read more
editor-block-table = Table
editor-block-background = Background
editor-block-rule = Break
editor-block-opaque = A block of a later version, kept as it is
editor-card-fetching = Fetching the card…
editor-card-again = Try again
editor-card-fill = Fill in from the address
editor-add-image = Add a picture
editor-remove-block = Remove

editor-field-attribution = Who said it
editor-field-url = Address
editor-field-media = Medium’s id
editor-field-alt = What the picture shows
editor-field-caption = Caption
editor-field-credit = Credit
editor-field-title = Title
editor-field-poster = Poster picture’s id
editor-field-duration = Seconds
editor-field-source = Source
editor-field-provider = Network or site
editor-field-byline = Who wrote it
editor-field-text = Text
editor-field-posted-at = When it was posted
editor-field-image = Picture’s id
editor-field-shape = Shape
editor-field-focus = What stays in sight (0–1000 across, 0–1000 down)
editor-field-before = Name of the earlier picture
editor-field-after = Name of the later picture
editor-field-kind = Kind
editor-field-unit = Unit
editor-field-region = Country to show whole (three letters)
editor-field-name = Name
editor-field-latitude = Latitude
editor-field-longitude = Longitude
editor-field-label = What is printed
editor-field-code = Country (three letters)
editor-field-outline = Corners (latitude longitude, …)
editor-field-from = From (latitude longitude)
editor-field-to = To (latitude longitude)
editor-image-shape-whole = Whole picture
editor-image-shape-16-9 = 16 to 9
editor-image-shape-4-3 = 4 to 3
editor-image-shape-1-1 = Square
editor-image-shape-3-4 = 3 to 4
editor-chart-kind-line = Line
editor-chart-kind-bar = Bars
editor-chart-kind-step = Steps
editor-map-place-kind-dot = Dot
editor-map-place-kind-city = City
editor-map-place-kind-capital = Capital
editor-map-place-kind-incident = Incident
editor-map-add-place = Add a place
editor-map-add-area = Add an area
editor-map-add-arrow = Add an arrow
