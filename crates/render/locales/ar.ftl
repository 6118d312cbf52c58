# العربية. المسرد: docs/languages.md.

count =
    { $count ->
        [zero] لا منشورات بعد
        [one] منشور واحد
        [two] منشوران
        [few] { $number } منشورات
        [many] { $number } منشورًا
       *[other] { $number } منشور
    }
skip = الانتقال إلى التغطية المباشرة
all-coverages = كل التغطيات المباشرة
front-title = تغطيات مباشرة
front-empty = لا توجد تغطية مباشرة في الوقت الحالي.
older-coverages = تغطيات سابقة
newest-coverages = أحدث التغطيات

search = بحث
search-all = البحث في كل المنشورات
search-here = البحث في هذه التغطية
search-nothing = لا منشور يذكر ذلك.
search-widened = لا منشور فيه هذه الكلمات بعينها. المعروض منشورات فيها كلمات تبدأ هكذا.
search-widen = عرض منشورات فيها كلمات تبدأ هكذا فقط
search-help = للعثور على المزيد
search-help-words = تحققوا من الإملاء أو احذفوا بعض الكلمات: لا بد أن تكون كلها في المنشور.
search-help-beginning = مع نجمة يُبحث عن الكلمة بأولها: انتخاب*
search-help-phrase = بين علامتي تنصيص يُبحث عن الكلمات متجاورة: «مركز اقتراع»
search-everywhere = البحث في كل التغطيات
search-older = نتائج أقدم
search-newest = أحدث النتائج
search-busy = عدد الباحثين الآن كبير
search-busy-note = أعيدوا المحاولة بعد ثوانٍ. الكلمات النادرة يُعثر عليها أسرع.

draft = مسودة
live = مباشر
paused = متوقفة مؤقتًا
ended = انتهت
paused-note = هذه التغطية المباشرة متوقفة مؤقتًا، وستُستأنف.
ended-note = انتهت هذه التغطية المباشرة.
successor = تابعوا أحدث تغطياتنا

key-points = أبرز النقاط
corrections = تصحيحات
since = منذ زيارتك الأخيرة
since-nothing = لم يتغيّر شيء.
first-unread = إلى أول منشور غير مقروء
since-list = ما الذي تغيّر
since-more = التغييرات الأقدم غير مدرجة.
since-ask = عرض ما تغيّر منذ تحميل الصفحة
since-close = إغلاق
news-new = جديد
news-withdrawn = مسحوب
news-moved = نُقل
go-deeper = للمزيد
pinned = مثبّت
posts = آخر المنشورات
key-event = حدث رئيسي
untitled = منشور،
updated = حُدّث
corrected = صُحّح
clarified = وُضّح
correction = تصحيح
clarification = توضيح
update = تحديث
withdrawn = سُحب هذا المنشور
redacted = أُزيل هذا المنشور
redacted-legal = أُزيل نصه من السجل لأسباب قانونية.
redacted-safety = أُزيل نصه من السجل حفاظًا على سلامة شخص.
redacted-privacy = أُزيل نصه من السجل حمايةً للخصوصية.
medium-gone-legal = أُزيلت صورة أو فيديو لأسباب قانونية.
medium-gone-safety = أُزيلت صورة أو فيديو حفاظًا على سلامة شخص.
medium-gone-privacy = أُزيلت صورة أو فيديو حمايةً للخصوصية.
contributors = ساهم في هذا المنشور:
permalink = رابط هذا المنشور
related = مواضيع ذات صلة
video = فيديو
view-original = عرض الأصل
player = التحميل من { $site }
player-note = بذلك يعلم { $whom } أنكم تقرؤون هذا، ويمكنه حفظ ملفات تعريف الارتباط. لا يُرسل شيء قبل ذلك.
background = خلفية
table = جدول
# In the text form, before what a picture shows.
picture = صورة
text-only = نص فقط
with-pictures = مع الصور
picture-before = الصورة السابقة
picture-after = الصورة التالية
gallery = صور
before = قبل
after = بعد
slider = مقدار ما يظهر من الصورة الأقدم
line-chart = مخطط خطي
bar-chart = مخطط أعمدة
step-chart = مخطط درجي
numbers = الأرقام
map = خريطة
on-map = ما تُظهره الخريطة
source = المصدر:
map-data = الخريطة: Natural Earth
kilometres = كم
older = منشورات أقدم
newest = أحدث المنشورات
older-page = منشورات أقدم
part-of = من تغطيتنا:
whole-coverage = عرض التغطية كاملة
feeds = متابعة هذه التغطية بطرق أخرى

# What readers were told openly, and what became of posts and coverages.
all-corrections = كل التصحيحات
corrections-note = ما جرى تصحيحه أو توضيحه أو تحديثه أو سحبه، الأحدث أولًا.
corrections-none = لم يُصحَّح شيء حتى الآن.
corrections-older = تصحيحات سابقة
corrections-newest = أحدث التصحيحات
history = السجل
history-of-post = سجل هذا المنشور
history-of-coverage = سجل هذه التغطية
history-note = كل نسخة منذ النشر، الأحدث أولًا، وما يميزها عن سابقتها.
history-older = نسخ سابقة
history-newest = أحدث النسخ
history-published = نُشر
history-silent = عُدّل من دون إشعار
history-pinned = ثُبّت في الأعلى
history-unpinned = لم يعد مثبتًا في الأعلى
history-blanked = أُزيل من السجل
history-gone = لم تعد كلمات المنشور المسحوب معروضة.
history-hidden = لا يُعرض هنا ما جرى تعديله.
history-alike = الكلمات هي نفسها.
history-marks = تغيّرت الروابط أو التمييز فقط.
unchanged = من دون تغيير
added = أُضيف
removed = حُذف
altered = عُدّل
headline = العنوان
standfirst = المقدمة
status = الحالة
label = التصنيف
importance = الأهمية
byline = الكاتب
dateline = المكان
credits = المساهمون
links = الروابط
embed = منشور مضمّن
chart = رسم بياني
rule = خط فاصل

# How a coverage stood at another moment.
moments = آلة الزمن
as-of = كما كانت في { $moment }
as-of-change = هذه الصفحة بعد التغيير { $change }.
as-of-note = ما سُحب منذ ذلك الحين لا يُعرض بعد الآن.
as-of-now = الصفحة كما هي الآن
previous-change = التغيير السابق
next-change = التغيير التالي
first-read = كما كانت حين قرأتموها أول مرة
to-change = التغيير
to-time = الوقت
show-then = عرض
page-then = الصفحة في تلك اللحظة
withheld = ما قاله هذا المنشور حينها لا يُعرض هنا

# How a record is checked.
comes-from = المصدر:
source-followed = يُعِدّ المصدر هذه التغطية، وتُنقل هنا دون تغيير.
source-stopped = يُعِدّ المصدر هذه التغطية. ما نُشر هناك مؤخرًا لا يظهر هنا لأنه تعذّر التحقق منه.
source-left = نُقلت من هناك، ولم تعد تُحدَّث من هناك.
proof = التحقّق من الدفتر
proof-title = هل غُيّر شيء في صمت؟
proof-what = كل ما تقوله هذه التغطية مدوَّن في دفتر لا تجري عليه إلا الإضافة.
proof-leaf = لكل تغيير بصمة من موضعه ووقته وكلماته: من يغيّر حرفًا واحدًا يغيّر البصمة.
proof-root = البصمات كلها معًا تعطي بصمة أخرى فوقها، تصير غيرها متى تغيّرت واحدة منها.
proof-signed = توقّع غرفة التحرير هذه البصمة بمفتاحها مع عدد التغييرات: هذه نقطة تحقّق.
proof-reads = «التحقّق الآن» يقرأ كل التغييرات في متصفحكم، ويحسب البصمات فيه، ويقارنها بالبصمة الموقَّعة.
proof-device = ثم يحتفظ جهازكم بنقطة التحقّق ولا يخبر بها أحدًا.
proof-later = حين تتحقّقون مرة أخرى ترون هل كل ما كان موجودًا ما زال هناك كلمةً كلمة.
proof-gone = كلمات المنشورات المسحوبة لا تُعرض بعد الآن، لكن بصماتها باقية: تقول إن شيئًا كان هناك ومتى.
proof-limit = ما لا يستطيع التحقّق إظهاره هو هل كان الشيء صحيحًا حين كُتب.
proof-others = احفظوا نقطة التحقّق أو أعطوها لغيركم: فهي تُظهر ما كان هنا حتى لو حلّ موقع آخر محل هذا الموقع.
proof-now = نقطة التحقّق الآن
proof-keys = المفاتيح التي توقّع
proof-check = التحقّق الآن
proof-save = حفظ نقطة التحقّق
proof-program = والأمر نفسه ببرنامج:
proof-checking = جارٍ التحقّق…
proof-holds = كل شيء مطابق
proof-order = تغييرات بترتيبها ومن دون فجوة
proof-fits = تغييرات توافق كلماتُها بصمتَها
proof-withheld = تغييرات لا تُعرض كلماتها وبصمتها باقية
proof-signer = موقَّع بالمفتاح
proof-unsigned = لا يستطيع هذا المتصفح التحقّق من التواقيع، وقد جرى التحقّق من كل ما عداها.
proof-kept = كل ما كان موجودًا حين تحقّق هذا الجهاز آخر مرة موجود من دون تغيير
proof-first = يحتفظ هذا الجهاز بنقطة التحقّق، وسيقارن بها التحقّق التالي.
proof-rekeyed = يوقّع مفتاح غير الذي كان حين تحقّق هذا الجهاز آخر مرة. تستطيع غرفة التحرير أن تقول لماذا.
proof-broken = هذا لا يصحّ
proof-altered = حُرّف تغيير
proof-gap = تغيير مفقود أو في غير موضعه
proof-other = التغييرات ليست تلك التي وُقّعت.
proof-unsaid = نقطة التحقّق غير موقَّعة بأي مفتاح من مفاتيح هذا الدفتر.
proof-rewritten = حُرّف أو أُزيل شيء كان موجودًا حين تحقّق هذا الجهاز آخر مرة
proof-unknown = تعذّرت معرفة ذلك. حاولوا لاحقًا.
proof-insecure = لا تمكن معرفة ذلك إلا عبر اتصال آمن (https).

choice = ترتيب المنشورات واختيارها
newest-first = الأحدث أولًا
oldest-first = الأقدم أولًا
all-posts = كل المنشورات
key-events = الأحداث الرئيسية
nothing-chosen = لا يوجد منشور كهذا حتى الآن.
see-all = عرض كل المنشورات
newer = منشورات أحدث
oldest = أول المنشورات
series = التغطية السابقة والتالية
previous = قبل هذه
next = بعد هذه
time-unknown = الوقت غير معروف
in-context = قراءته بين المنشورات الأخرى
share = مشاركة
copied = نُسخ الرابط
not-copied = تعذر نسخ الرابط: ستجده أسفل المنشور
loading = جارٍ التحميل…
not-loaded = تعذر تحميل المنشورات. إعادة المحاولة
keys = اختصارات لوحة المفاتيح
key-next = المنشور التالي
key-previous = المنشور السابق
key-help = عرض هذه الاختصارات
key-close = إغلاق
keys-on = استخدام هذه المفاتيح

new-updates =
    { $count ->
        [zero] لا تحديثات جديدة
        [one] تحديث جديد واحد
        [two] تحديثان جديدان
        [few] { $number } تحديثات جديدة
        [many] { $number } تحديثًا جديدًا
       *[other] { $number } تحديث جديد
    }
mode-connecting = جارٍ الاتصال
mode-live = تظهر التحديثات فور وقوعها
mode-polling = يجري البحث عن تحديثات كل بضع ثوانٍ
mode-offline = لا يوجد اتصال: تجري المحاولة من جديد
mode-paused = التحديثات متوقفة مؤقتًا
pause = إيقاف التحديثات مؤقتًا
resume = استئناف التحديثات

# What a device says that shows a page as it kept it, and where it kept none.
saved = لا يوجد اتصال. حُفظت هذه الصفحة في { $time }.
try-again = المحاولة من جديد
offline-title = هذه الصفحة غير محفوظة على هذا الجهاز
offline-note = لا يوجد اتصال بالخادم حاليًا. يمكن قراءة الصفحات التي قرأتها مؤخرًا من دون اتصال.
offline-kept = محفوظة على هذا الجهاز

no-page = لا توجد هنا صفحة كهذه
no-coverage = لا توجد هنا تغطية كهذه
no-part = لا يوجد جزء كهذا في هذه التغطية
no-post = لا يوجد منشور كهذا في هذه التغطية
no-moment = هذا لا يدل على أي لحظة من هذه التغطية
no-moment-note = اللحظة رقم تغيير مثل 17، أو وقت مثل ‎2026-03-01T09:30‎ أو ‎2026-03-01T09:30:00Z‎.
too-early = لم يكن هنا ما يُقرأ في ذلك الوقت
too-early-note = لم تكن هذه التغطية ظاهرة للقراء بعد.
not-yet = لم يحدث ذلك بعد
not-yet-note = لا يوجد تغيير كهذا حتى الآن، أو أن الوقت لم يحن.
no-feed = الخلاصات متاحة بصيغ rss وatom وjson فقط
no-picture = لا توجد هنا صورة كهذه
broken-picture = لا يمكن عرض هذه الصورة
missing-note = ربما كُتب العنوان خطأً، أو لم تُنشر الصفحة قط.
broken-page = حدث خطأ هنا
broken-note = تعذّر إعداد الصفحة؛ الخطأ من جانبنا وقد سُجّل. قد تعمل بعد لحظات.
slow-page = تستغرق هذه الصفحة وقتًا طويلًا
slow-note = الطلبات كثيرة في هذه اللحظة. قد تعمل الصفحة بعد لحظات.
live-now = مباشر الآن
no-posts-yet = لم يُنشر شيء بعد. سيظهر أول منشور هنا تلقائيًا.

language-name = العربية
languages = اللغات
comma = ،
labelled = { $label }: { $text }
date =
    { $day } { $month ->
        [1] يناير
        [2] فبراير
        [3] مارس
        [4] أبريل
        [5] مايو
        [6] يونيو
        [7] يوليو
        [8] أغسطس
        [9] سبتمبر
        [10] أكتوبر
        [11] نوفمبر
       *[12] ديسمبر
    } { $year }
date-time = { $date }، { $time }
