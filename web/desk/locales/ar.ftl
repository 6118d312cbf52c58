# كل ما تقوله غرفة التحرير. المسرد: docs/languages.md.

desk-name = غرفة تحرير Stet
skip = الانتقال إلى المحتوى
navigation = غرفة التحرير
navigation-phone = غرفة التحرير، باختصار
again = إعادة المحاولة
cancel = إلغاء
close = إغلاق
done = تم
save = حفظ
add = إضافة
remove = إزالة
delete = حذف
restore = استعادة
more = المزيد
more-of = المزيد عن «{ $name }»
edit = تحرير
edit-of = تحرير «{ $name }»
remove-of = إزالة «{ $name }»
delete-of = حذف «{ $name }»
delete-it = هل تريدون حذف «{ $name }»؟
remove-it = هل تريدون إزالة «{ $name }»؟
copy = نسخ
copied = تم النسخ.
link = رابط
name = الاسم
title = العنوان
none = لا شيء
never = أبدًا
or = أو
made = أُنشئ
expires = تنتهي صلاحيته
in-days = بعد { $days } يومًا
older = عرض الأقدم
choose = اختيار «{ $name }»
choose-one = اختيار…
choose-several = تحديد
chosen = المحدد: { $count }
move-up = نقل «{ $name }» إلى أعلى
move-down = نقل «{ $name }» إلى أسفل
moved-to = أصبح «{ $name }» { $place } من { $of }.
screen-missing = هذه الشاشة غير محفوظة على هذا الجهاز. ستُفتح عند توفر اتصال.
nowhere = لا شيء هنا
nowhere-hint = لا توجد شاشة كهذه. ربما العنوان مبتور، أو زال ما كان يقود إليه.
fault-offline = تعذر الوصول إلى الخادم.
fault-offline-hint = ما تكتبونه محفوظ على هذا الجهاز، ويُرسل عند توفر اتصال.
fault-unreadable = أجاب الخادم بـ{ $status } دون ذكر السبب.
fault-unreadable-hint = حاولوا مجددًا؛ إن استمر الأمر فاطلبوا ممن يدير الخادم أن ينظر في سجله.
fault-broken = حدث خطأ في غرفة التحرير نفسها.
fault-broken-hint = أعيدوا تحميل الصفحة؛ لم يضع شيء مما كتبتم.
fault-no-words = لا يوجد نص تحت العنوان.
fault-no-words-hint = اكتبوا جملة واحدة على الأقل: العنوان وحده ليس منشورًا.
fault-slug-taken = توجد هنا تغطية بهذا الاسم.
fault-slug-taken-hint = اختاروا اسمًا آخر لعنوانها هنا.

# Coming in
sign-in = تسجيل الدخول
sign-in-setup = ليس لغرفة الأخبار هذه مالك بعد. أظهر الخادم عند تشغيله رابطًا يُستعمل مرة واحدة: افتحوه.
sign-in-oidc = تسجيل الدخول عبر { $name }
sign-in-passkey = تسجيل الدخول بمفتاح مرور
sign-in-forgotten = إن تعذر عليكم الدخول، يستطيع مالك غرفة الأخبار أن ينشئ لكم رابطًا.
refusal-not_a_member = لا أحد هنا لديه البريد الإلكتروني الذي سجلتم به الدخول.
refusal-hint-not_a_member = اطلبوا من مالك غرفة الأخبار أن يدعوكم بهذا العنوان.
refusal-unverified_email = لم يُتحقق هناك من بريدكم الإلكتروني.
refusal-hint-unverified_email = تحققوا منه لدى من يدير حسابكم، ثم سجلوا الدخول مجددًا.
refusal-provider_unavailable = خدمة الدخول في غرفة الأخبار لا تجيب.
refusal-hint-provider_unavailable = حاولوا بعد دقيقة، أو استعملوا كلمة مرور أو مفتاح مرور.
refusal-sign_in_expired = استغرق تسجيل الدخول وقتًا طويلًا، أو حُمّلت الصفحة مرتين.
refusal-hint-sign_in_expired = ابدؤوا من جديد.
refusal-other = لم ينجح تسجيل الدخول.
refusal-hint-other = حاولوا مجددًا، أو استعملوا كلمة مرور أو مفتاح مرور. إن استمر الأمر فاسألوا من يدير الخادم.
sign-out = تسجيل الخروج
email = البريد الإلكتروني
password = كلمة المرور
password-help = 12 حرفًا على الأقل. جملة كاملة خيار جيد.
password-change = تغيير كلمة المرور
password-set = تعيين كلمة مرور
password-current = كلمة المرور الحالية
password-new = كلمة المرور الجديدة
your-name = اسمكم
enter = دخول
come-again = كيف ستسجلون الدخول من الآن فصاعدًا؟
by-password = بكلمة مرور
by-passkey = بمفتاح مرور على هذا الجهاز
link-setup = أهلًا بكم في Stet
link-setup-text = أنتم على وشك أن تصبحوا مالك غرفة الأخبار هذه.
link-invitation = أنتم مدعوون
link-invitation-text = أنتم مدعوون إلى غرفة الأخبار هذه بدور: { $role }.
link-recovery = العودة
link-recovery-text = اختاروا كيف ستسجلون الدخول من الآن فصاعدًا. يبقى دوركم: { $role }، وكل ما سبق لا يزال موجودًا.
link-incomplete = هذا الرابط غير كامل.
link-incomplete-hint = انسخوه كاملًا، بما في ذلك ما يلي «#». يُستعمل الرابط مرة واحدة.
passkey-first = الجهاز الأول
passkey-named = { $device } على هذا الجهاز
passkey-declined = لم يُستعمل مفتاح المرور.
passkey-declined-hint = حاولوا مجددًا، أو اختاروا طريقة أخرى.

# Roles
role = الدور
role-of = دور { $name }
role-owner = مالك
role-owner-about = يصل إلى كل شيء، ويعتني بالأعضاء.
role-editor = محرر
role-editor-about = ينشر ويراجع ويسحب ويدير حيث له مكان؛ ويفتح التغطيات.
role-reporter = مراسل
role-reporter-about = يكتب ويرى كل المسودات، وينشر أو يقدّم بحسب التغطية.
role-contributor = مساهم
role-contributor-about = يكتب ويقدّم؛ ولا يرى إلا مسوداته.
role-viewer = قارئ
role-viewer-about = يقرأ المنشورات ويرى من هنا.

# Coverages
coverages = التغطيات
coverages-all = كل التغطيات
coverages-none = ليس لكم مكان في أي تغطية بعد. يستطيع محرر أن يمنحكم مكانًا.
coverages-none-yet = لا تغطيات بعد. افتحوا الأولى.
coverage-open = تغطية جديدة
coverage-open-do = فتح
coverage-open-live = عرضها للقراء فورًا
coverage-has-ended = انتهت هذه التغطية؛ ولا تقبل منشورات جديدة حتى تعود مباشرة.
coverage-is-followed = تأتي هذه التغطية من { $host }، ولا يُكتب فيها إلا هناك.
coverage-source = إلى المصدر
posts-count = { $count ->
    [zero] لا منشورات
    [one] منشور واحد
    [two] منشوران
    [few] { $count } منشورات
    [many] { $count } منشورًا
   *[other] { $count } منشور
}
headline = العنوان
standfirst = المقدمة
slug = الاسم في العنوان الإلكتروني
slug-form = a–z و0–9 وبينها شرطات مفردة
language = اللغة
language-help = رمز مثل en أو ar أو pt-BR
zone = المنطقة الزمنية
status-draft = مسودة
status-live = مباشر
status-paused = متوقفة مؤقتًا
status-ended = انتهت
status-published = منشور
status-withdrawn = مسحوب
status-redacted = محذوف من السجل
status-submitted = مقدَّم
status-changes_requested = مطلوب تعديله
status-approved = موافق عليه
status-scheduled = مجدول

# A coverage
page = صفحة القراء
manage = إدارة
panes = أجزاء غرفة التحرير
pane-write = كتابة
pane-posts = المنشورات
pane-drafts = المسودات
pane-desk = غرفة التحرير
desk = غرفة التحرير
composer = المحرر النصي
posts = المنشورات
posts-none = لم يُنشر شيء بعد.
drafts = المسودات
line-connecting = جارٍ الاتصال…
line-live = محدَّث
line-lost = لا يوجد اتصال
here = هنا الآن
here-nobody = لا أحد غيركم هنا.
here-writing = { $name }، يكتب
in-draft = في
post-came = منشور جديد: { $headline }
mention-came = ذُكرتم من { $name }.
mention-own = هناك ملاحظة لكم على إحدى مسوداتكم.
new-post = كتابة منشور…
templates = القوالب
column-draft = المسودات
column-draft-none = لا مسودات.
column-submitted = قيد المراجعة
column-submitted-none = لا شيء ينتظر محررًا.
column-scheduled = مجدولة
column-scheduled-none = لا شيء مجدول.
suggestions = الاقتراحات
suggestions-none = لا جديد في الخلاصات المتابَعة.
feeds-broken = { $count ->
    [zero] كل الخلاصات مقروءة
    [one] خلاصة واحدة لم تُقرأ
    [two] خلاصتان لم تُقرآ
    [few] { $count } خلاصات لم تُقرأ
    [many] { $count } خلاصة لم تُقرأ
   *[other] { $count } خلاصة لم تُقرأ
}
feed-broken = لا تُقرأ «{ $title }» في الوقت الحالي. { $problem }
feed-broken-manage = عالجوا ذلك في «إدارة»
feed-broken-ask = يستطيع من يدير التغطية معالجة ذلك.
suggestion-draft = إنشاء مسودة
suggestion-draft-of = إنشاء مسودة من «{ $title }»
suggestion-dismiss = تنحية
suggestion-dismiss-of = تنحية «{ $title }»
suggestion-read = { $title } (يُفتح في علامة تبويب جديدة)
said-put-aside = نُحّي، لكل من في هذه التغطية.
draft-unnamed = بلا عنوان
draft-local = على هذا الجهاز
draft-unreadable = نص محفوظ على هذا الجهاز
draft-unreadable-remove = هل تريدون إزالة هذا النص؟
draft-unreadable-remove-about = هو في هذا المتصفح فقط، ولا يستطيع أحد استعادته. انسخوا أولًا ما ينقص.
draft-unreadable-about = كُتب في إصدار آخر من غرفة التحرير، ولا يستطيع هذا الإصدار فتحه. انسخوا ما ينقص إلى مسودة. يبقى هنا إلى أن تزيلوه.
draft-revision = نسخة جديدة
notes-count = { $count ->
    [zero] لا ملاحظات
    [one] ملاحظة واحدة
    [two] ملاحظتان
    [few] { $count } ملاحظات
    [many] { $count } ملاحظة
   *[other] { $count } ملاحظة
}
handover = تسليم المناوبة
handover-none = لم يُسلَّم شيء بعد.
handover-edit = تحرير ملاحظة التسليم
handover-overtaken = غيّرها { $name } في هذه الأثناء إلى:
handover-seen = اطلعت على ذلك

# A post
pinned = مثبّت
pin = تثبيت في الأعلى
unpin = إلغاء التثبيت
key-event = حدث رئيسي
key-event-not = ليس حدثًا رئيسيًا
label-set = وضع وسم
copy-link = نسخ الرابط
placement = الوقت والموضع
placement-about = هذا ينقل موضع المنشور لدى القراء. أما وقت نشره فيبقى في السجل، وكذلك هذا التغيير.
placement-time = عند وقت ({ $zone })
placement-over = فوق منشور آخر
placement-under = تحت منشور آخر
placement-published = حيث نُشر
placement-at = الوقت
placement-other = المنشور
revised = مُراجَع
time-unknown = الوقت غير معروف
withdraw = سحب
withdraw-several = { $count ->
    [zero] سحب المنشورات
    [one] سحب منشور واحد
    [two] سحب منشورين
    [few] سحب { $count } منشورات
    [many] سحب { $count } منشورًا
   *[other] سحب { $count } منشور
}
withdraw-about = يختفي النص من الصفحة فورًا، وتحل محله ملاحظة مؤرخة بالسبب الذي تذكرونه.
withdrawn-because = سُحب:
redact = حذف من السجل
redact-post = حذف هذا المنشور من السجل؟
redact-ground = لأي سبب؟ هذا كل ما يُخبَر به القراء.
redact-legal = القانون يطلب ذلك
redact-safety = يعرّض شخصًا للخطر
redact-privacy = يمس الحياة الخاصة لشخص
redact-meant = أدرك أن لا أحد يستطيع استعادته.
redact-post-words = يختفي نصه نهائيًا: كل نسخه وملاحظاته وسبب سحبه، من الصفحات والخلاصات والبحث والسجل والقرص.
redact-post-desk = تختفي أيضًا المسودات التي تراجعه وما حُفظ منه عند إلغاء نشره.
redact-post-media = تختفي معه الصور والفيديوهات التي لا يعرضها منشور آخر.
redact-post-stays = يبقى مكانه وأوقاته وهذا السبب ظاهرة. ولا تُمس النقاط الرئيسية والعناوين والمنشورات الأخرى التي تقول الشيء نفسه.
redact-backups = النسخ الاحتياطية السابقة ما زالت تحتويه؛ أما التالية فلا.
redacted-because = حُذف من السجل:
unpublish = إلغاء النشر
unpublish-about = يُسحب المنشور بالسبب الذي تذكرونه، ويُحفظ نصه في مسودة جديدة.
reason = السبب، للقراء
contributed = بمشاركة { $names }

# Writing
save-saved = حُفظ
save-saving = جارٍ الحفظ…
save-offline = محفوظ على هذا الجهاز
save-conflict = نسختان
save-refused = على هذا الجهاز فقط
composer-close = إغلاق
publish = نشر
publish-change = نشر التغيير…
pin-it = تثبيت في الأعلى
submit = تقديم
approve = موافقة
return = طلب تعديلات
return-about = تعود المسودة إلى كاتبها مع ملاحظتكم.
recall = استرجاع
schedule = جدولة
time-schedule-at = يُنشر في
time-schedule-do = جدولة
unschedule = عدم النشر تلقائيًا
embargo = حظر نشر
time-embargo-at = ليس قبل
time-embargo-do = فرض حظر النشر
embargo-lift = رفع حظر النشر
in-zone = بتوقيت التغطية: { $zone }
share = مشاركة مع…
share-about = مراسلو التغطية ومحرروها يرون المسودة بالفعل. أما المساهم فلا يرى إلا المسودات التي تُشارَك معه.
share-with = مشاركة
share-nobody = لا يوجد مساهم يمكن مشاركتها معه.
preview = معاينة
refused-hint = يبقى نصكم على هذا الجهاز. انسخوا ما تحتاجون إليه قبل المغادرة.
refused-too-large = هذا أطول من أن يكون منشورًا واحدًا، ولا يمكن حفظه.
refused-too-large-hint = هو محفوظ على هذا الجهاز. احذفوا بعضه فيُحفظ الباقي.
conflict = تعذر جمع نسختين معًا.
conflict-about = نسخة الخادم هي التي في المحرر. هكذا تختلف نسختكم؛ ولن يُرمى شيء قبل أن تختاروا.
conflict-both = إبقاء الاثنتين
conflict-mine = إبقاء نسختي
conflict-theirs = إبقاء الأخرى
written-meanwhile = كتب شخص آخر في هذه المسودة منذ أن عُرض الفرق.
written-meanwhile-hint = الفرق يتضمن الآن نصه. انظروا إليه مجددًا، ثم انشروا.
merged = راجع شخص آخر هذا المنشور في هذه الأثناء.
merged-hint = أُخذ تغييره في الحسبان. انظروا إلى الفرق مجددًا، ثم انشروا.
merged-not = يمس النص نفسه الذي غيّرتموه، وسيُستبدل. انظروا إلى الفرق: انشروه كما هو، أو ألغوا وأدخلوا التغيير الآخر.
reminders = قبل النشر
reminder-duplicate = قريب من منشور سابق: { $headline }
reminder-figure = هنا «{ $here }»، وقبلًا «{ $before }»
reminder-name = هنا «{ $here }»، وقبلًا «{ $before }»
reminder-alt = { $count ->
    [zero] لا تقول الصورة لمن لا يراها ما الذي تُظهره.
    [one] لا تقول الصورة لمن لا يراها ما الذي تُظهره.
    [two] لا تقول الصورة { $number } لمن لا يراها ما الذي تُظهره.
    [few] لا تقول الصورة { $number } لمن لا يراها ما الذي تُظهره.
    [many] لا تقول الصورة { $number } لمن لا يراها ما الذي تُظهره.
   *[other] لا تقول الصورة { $number } لمن لا يراها ما الذي تُظهره.
}
reminder-credit = { $count ->
    [zero] ليس للصورة نسبة.
    [one] ليس للصورة نسبة.
    [two] ليس للصورة { $number } نسبة.
    [few] ليس للصورة { $number } نسبة.
    [many] ليس للصورة { $number } نسبة.
   *[other] ليس للصورة { $number } نسبة.
}
reminder-link = رابط إلى { $url }: { $problem }
earlier-post = منشور سابق
put-aside = تنحية
notes = الملاحظات
note-write = اكتبوا ملاحظة؛ @ تذكر أحدًا
note-help = للأعضاء فقط. لا يرى القراء الملاحظات أبدًا.
note-send = إضافة ملاحظة
note-remove = إزالة الملاحظة
mention-whom = ذكر

# A revision
revision-publish = نشر التغيير
revision-same = لم يتغير شيء.
revision-kind = ماذا يُقال للقراء؟
notice-correction = تصحيح
notice-correction-about = كان شيء ما خاطئًا.
notice-clarification = توضيح
notice-clarification-about = كان شيء ما قابلًا لسوء الفهم.
notice-update = تحديث
notice-update-about = هناك جديد.
notice-silent = لا شيء
notice-silent-about = خطأ مطبعي.
notice-text = ما يُقال تحت المنشور
notice-help = اذكروا ما كان خاطئًا وما هو الصواب.
publish-as-correction = نشر كتصحيح
publish-as-clarification = نشر كتوضيح
publish-as-update = نشر كتحديث
publish-as-silent = نشر بلا ملاحظة
field-label = الوسم
field-headline = العنوان
field-key_event = حدث رئيسي
field-byline = التوقيع
field-contributors = المساهمون
field-dateline = المكان
field-body = النص
diff-added = أُضيف:
diff-removed = أُزيل:
diff-end = ،

# What was done
said-published = نُشر.
said-revised = نُشر التغيير.
said-submitted = قُدّم.
said-approved = تمت الموافقة.
said-returned = طُلبت تعديلات.
said-recalled = استُرجع.
said-scheduled = جُدول.
said-unscheduled = لن يُنشر تلقائيًا.
said-embargo = فُرض حظر النشر.
said-embargo-lifted = رُفع حظر النشر.
said-deleted = حُذف. يمكن استعادته من سلة المهملات.
said-shared = تمت المشاركة مع { $name }.
said-withdrawn = سُحب.
said-redacted = حُذف. يجري محوه من القرص.
said-unpublished = سُحب؛ ونصه في هذه المسودة.
said-pinned = ثُبّت في الأعلى.
said-unpinned = أُلغي التثبيت.
said-key-event = وُسم حدثًا رئيسيًا.
said-no-key-event = لم يعد حدثًا رئيسيًا.
said-placed = نُقل.
said-handover = حُفظت ملاحظة التسليم.
said-saved = حُفظ.
overtaken = غيّر عضو آخر هذا في هذه الأثناء. النص الآن: «{ $now }». احفظ مرة أخرى لتضع نصك مكانه، أو أعد تحميل الصفحة لتُبقي على نصه.
said-removed = أُزيل.
said-password = تغيرت كلمة المرور.
said-bulk = { $left ->
    [zero] تم: { $done }.
    [one] تم: { $done }؛ وتعذر واحد ({ $left }) ويبقى محددًا.
    [two] تم: { $done }؛ وتعذر اثنان ({ $left }) ويبقيان محددين.
    [few] تم: { $done }؛ وتعذر { $left } وتبقى محددة.
    [many] تم: { $done }؛ وتعذر { $left } وتبقى محددة.
   *[other] تم: { $done }؛ وتعذر { $left } وتبقى محددة.
}
said-bulk-changed = { $count ->
    [zero] لم تتغير أي مسودة منذ أن حددتموها.
    [one] كُتب في مسودة واحدة منذ أن حددتموها. اقرؤوها قبل تحديدها مجددًا.
    [two] كُتب في مسودتين منذ أن حددتموهما. اقرؤوهما قبل تحديدهما مجددًا.
    [few] كُتب في { $count } مسودات منذ أن حددتموها. اقرؤوها قبل تحديدها مجددًا.
    [many] كُتب في { $count } مسودة منذ أن حددتموها. اقرؤوها قبل تحديدها مجددًا.
   *[other] كُتب في { $count } مسودة منذ أن حددتموها. اقرؤوها قبل تحديدها مجددًا.
}

# Managing a coverage
manage-of = إدارة «{ $headline }»
back-to-coverage = إلى التغطية
manage-words = العنوان والمقدمة
manage-status = الحالة
end-scheduled = إنهاء التغطية مع وجود منشورات مجدولة؟
end-scheduled-do = إنهاء
end-scheduled-about = { $count ->
    [zero] لا منشورات مجدولة لوقت لاحق.
    [one] منشور واحد مجدول لوقت لاحق. بعد الإنهاء لا يُنشر: يبقى مسودة، ويُبلَّغ كاتبه.
    [two] منشوران مجدولان لوقت لاحق. بعد الإنهاء لا يُنشران: يبقيان مسودتين، ويُبلَّغ كاتباهما.
    [few] { $count } منشورات مجدولة لوقت لاحق. بعد الإنهاء لا تُنشر: تبقى مسودات، ويُبلَّغ كتّابها.
    [many] { $count } منشورًا مجدولًا لوقت لاحق. بعد الإنهاء لا تُنشر: تبقى مسودات، ويُبلَّغ كتّابها.
   *[other] { $count } منشور مجدول لوقت لاحق. بعد الإنهاء لا تُنشر: تبقى مسودات، ويُبلَّغ كتّابها.
}
status-note = كلمة عنها للقراء
status-note-help = مثل: «نعود في السادسة صباحًا».
successor = أين تتواصل القصة
successor-help = اسم تغطية أخرى هنا، أو عنوان
manage-key-points = أبرز النقاط
key-point = النقطة الرئيسية { $place }
key-point-empty = نقطة رئيسية فارغة
key-point-add = إضافة نقطة رئيسية
key-point-remove = إزالة النقطة الرئيسية { $place }
key-point-post = منشور النقطة الرئيسية { $place }
key-point-no-post = بلا منشور
older-post = منشور أقدم
pinned-post = مثبّت في الأعلى
manage-lead = صورة أو فيلم في الأعلى
lead-kind = النوع
lead-image = صورة
lead-video = فيلم
lead-media = وسيط محفوظ (معرّفه)
lead-alt = ما الذي يُظهره، لمن لا يراه
lead-caption = التعليق
lead-credit = النسبة
lead-title = العنوان
lead-url = عنوان مشاهدته
lead-poster = الصورة قبل التشغيل (معرّفها)
lead-source = من أنتجه
manage-further = للمزيد
article-empty = سطر فارغ
article-title = عنوان المقال { $place }
article-url = رابط المقال { $place }
article-add = إضافة مقال
article-remove = إزالة المقال { $place }
manage-settings = الإعدادات
page-theme = مظهر الصفحة
page-theme-standard = عادي
page-theme-contrast = تباين عالٍ
page-theme-evening = صحيفة مسائية
page-theme-unknown = { $name } (غير معروف هنا: يُعرض كالعادي)
page-theme-help = تتغيّر الصفحات المفتوحة خلال ثوانٍ، ويتغيّر نص أسفلها عند التحميل التالي.
reporting = مراسلو هذه التغطية
reporting-publish = ينشرون بأنفسهم
reporting-submit = يقدّمون إلى محرر
manage-places = أعضاء هذه التغطية
place-add = منح مكان لـ
place-take = سحب مكان { $name }
embedding = على مواقع أخرى
embedding-about = ضعوا أحد هذه النصوص في صفحة من موقع آخر. تبقى التغطية هناك مباشرة، وتُفتح روابطها خارجها.
embedding-frame = إطار بارتفاع ثابت (HTML)
embedding-element = إطار يكبر مع محتواه (HTML)
embedding-oembed = عنوان للمواقع التي تسأل بنفسها (oEmbed)
embedding-not-yet = لا يظهر شيء هناك حتى تصبح هذه التغطية مباشرة.
inlets = مداخل من محادثة
inlets-about = ما ترسله محادثة إلى عنوان مدخل يصبح هنا مسودة، مع ملاحظة بمن كتبه. من لديه العنوان يستطيع إنشاء مسودات ولا شيء غير ذلك.
inlet-new = مدخل جديد
inlet-name-help = مثل القناة التي هو لها؛ وبه تبدأ الملاحظات على مسوداته.
inlet-make = إنشاء
inlet-made = انسخوا العنوان الآن: لن يُعرض مجددًا.
inlet-address = العنوان
inlet-slack = في تطبيق لمساحة عملكم، أضيفوا أمر شرطة مائلة يكون العنوان فيه Request URL.
inlet-mattermost = ضمن التكاملات، أضيفوا أمر شرطة مائلة أو خطاف ويب صادرًا يكون العنوان فيه URL.
inlet-telegram = أعطوا العنوان لبوت موجود في المحادثة، بهذا السطر وفيه رمز البوت نفسه.
inlet-telegram-line = لتطبيق Telegram
inlet-by = أنشأه { $name }
inlet-delete-about = ما يُرسل إلى عنوانه يُرفض من الآن فصاعدًا. المسودات التي وصلت عبره تبقى.
feeds = الخلاصات المتابَعة
feeds-about = ما يستجد فيها يُقترح على كل من يكتب هنا. لا يُنشر شيء منها تلقائيًا.
feed-address = عنوان خلاصة RSS أو Atom أو JSON
feed-watch = متابعة
feed-problem = لم تُقرأ في المرة الأخيرة. { $problem } تُعاد المحاولة تلقائيًا، بعد مدة أطول كل مرة. إن انتقلت فأزيلوها وتابعوا عنوانها الجديد.
feed-read = القراءة الآن
feed-read-of = قراءة «{ $title }» الآن
said-feed-read = قُرئت.
said-feed-unread = تعذرت قراءتها.
feed-remove-about = لن تُقرأ بعد الآن، ويزول ما اقترحته. المسودات التي صُنعت منها تبقى.
said-watched = أصبحت «{ $title }» متابَعة من الآن.

# Trash, search, mentions
trash = سلة المهملات
trash-about = تُحفظ المسودات المحذوفة 30 يومًا.
trash-empty = سلة المهملات فارغة.
search = بحث
search-words = الكلمات
search-in = في
search-everywhere = كل التغطيات
search-kind = ماذا
search-all = المنشورات والمسودات
search-nothing = لم يُعثر على شيء.
found = { $count ->
    [zero] لا نتائج
    [one] نتيجة واحدة
    [two] نتيجتان
    [few] { $count } نتائج
    [many] { $count } نتيجة
   *[other] { $count } نتيجة
}
mentions = الإشارات إليكم
mentions-none = لم يذكركم أحد بعد.
unseen = { $count ->
    [zero] لا جديد
    [one] واحدة لم تُرَ
    [two] اثنتان لم تُريا
    [few] { $count } لم تُرَ
    [many] { $count } لم تُرَ
   *[other] { $count } لم تُرَ
}

# The library
library = المكتبة
templates-about = ما يبدأ به منشور من نوعه.
template-new = قالب جديد
template-edit = تحرير القالب
template-remove-about = يزول لغرفة الأخبار كلها ولا يمكن استعادته. المنشورات التي بدأت به تبقى كما هي.
backgrounds = الخلفيات
backgrounds-about = تُكتب مرة، وتُستعمل في منشورات كثيرة، وتُراجع في موضع واحد.
backgrounds-none = لا خلفيات بعد.
background-new = خلفية جديدة
background-edit = تحرير الخلفية
background-remove-about = { $count ->
    [0] تزول لغرفة الأخبار كلها ولا يمكن استعادتها. لا منشور يتضمنها.
    [zero] تزول لغرفة الأخبار كلها ولا يمكن استعادتها. لا منشور يتضمنها.
    [one] تزول لغرفة الأخبار كلها ولا يمكن استعادتها. المنشور الذي يتضمنها يحتفظ بنصها، ولا يمكن عندئذ مراجعته من هنا.
    [two] تزول لغرفة الأخبار كلها ولا يمكن استعادتها. المنشوران اللذان يتضمنانها يحتفظان بنصها، ولا يمكن عندئذ مراجعته من هنا.
    [few] تزول لغرفة الأخبار كلها ولا يمكن استعادتها. { $count } منشورات تتضمنها تحتفظ بنصها، ولا يمكن عندئذ مراجعته من هنا.
    [many] تزول لغرفة الأخبار كلها ولا يمكن استعادتها. { $count } منشورًا يتضمنها يحتفظ بنصها، ولا يمكن عندئذ مراجعته من هنا.
   *[other] تزول لغرفة الأخبار كلها ولا يمكن استعادتها. { $count } منشور يتضمنها يحتفظ بنصها، ولا يمكن عندئذ مراجعته من هنا.
}
background-used = { $count ->
    [zero] في لا منشور
    [one] في منشور واحد
    [two] في منشورين
    [few] في { $count } منشورات
    [many] في { $count } منشورًا
   *[other] في { $count } منشور
}
background-will-revise = { $count ->
    [zero] لا منشور يتضمنها.
    [one] حفظها يجددها في المنشور الذي يتضمنها.
    [two] حفظها يجددها في المنشورين اللذين يتضمنانها.
    [few] حفظها يجددها في { $count } منشورات تتضمنها.
    [many] حفظها يجددها في { $count } منشورًا يتضمنها.
   *[other] حفظها يجددها في { $count } منشور يتضمنها.
}
background-revised = { $count ->
    [0] حُفظت.
    [zero] حُفظت.
    [one] حُفظت؛ وتجري مراجعة منشور واحد.
    [two] حُفظت؛ وتجري مراجعة منشورين.
    [few] حُفظت؛ وتجري مراجعة { $count } منشورات.
    [many] حُفظت؛ وتجري مراجعة { $count } منشورًا.
   *[other] حُفظت؛ وتجري مراجعة { $count } منشور.
}
background-left = { $count ->
    [zero] روجعت المنشورات كلها.
    [one] تعذرت مراجعة منشور واحد، ولا يزال فيه النص القديم.
    [two] تعذرت مراجعة منشورين، ولا يزال فيهما النص القديم.
    [few] تعذرت مراجعة { $count } منشورات، ولا يزال فيها النص القديم.
    [many] تعذرت مراجعة { $count } منشورًا، ولا يزال فيها النص القديم.
   *[other] تعذرت مراجعة { $count } منشور، ولا يزال فيها النص القديم.
}

# Members
members = الأعضاء
last-seen = آخر ظهور
member-disabled = مغلق
member-disable = إغلاق الحساب
member-enable = إعادة فتح الحساب
recovery-link = رابط العودة
recovery-link-about = أرسلوه إلى { $name }. يُستعمل مرة واحدة، ولن يُعرض مجددًا.
invitations = الدعوات
invitation-withdraw = سحب
invite = دعوة
invite-do = إنشاء الرابط
invite-coverages = مكان في
invite-made = أرسلوا هذا الرابط إلى { $email }. يُستعمل مرة واحدة، ولن يُعرض مجددًا.

# Who is told: webhooks
webhooks = خطافات الويب
webhooks-about = تُبلَّغ خوادم أخرى بما يُنشر فور حدوثه: كل تغيير بعد صدوره، موقَّعًا وبالترتيب، ويُعاد إلى أن يُقبل.
webhooks-none = لا خطافات ويب بعد. أنشئوا واحدًا لخادم يريد أن يعلم.
webhook-new = خطاف ويب جديد
webhook-name = الغرض منه
webhook-url = العنوان
webhook-url-help = إلى أين تُرسل التغييرات: عنوان عام، والأفضل أن يبدأ بـ https.
webhook-coverage = تغييرات
webhook-kinds = أي تغييرات
webhook-kinds-every = كل الأنواع، ومنها أنواع الإصدارات اللاحقة
webhook-kinds-some = هذه فقط:
webhook-kinds-all = كل أنواع التغييرات
webhook-kinds-count = { $count ->
    [zero] لا أنواع
    [one] نوع واحد من التغييرات
    [two] نوعان من التغييرات
    [few] { $count } أنواع من التغييرات
    [many] { $count } نوعًا من التغييرات
   *[other] { $count } نوع من التغييرات
}
webhook-make = إنشاء
webhook-edit = تحرير خطاف الويب
webhook-running = يعمل
webhook-retrying = تُعاد المحاولة
webhook-retry-in = يُعاد إرسال تغيير: { $when }.
webhook-retry-about = { $event }، seq { $seq } من { $coverage }: أُرسل { $attempts ->
    [zero] ولا مرة
    [one] مرة واحدة
    [two] مرتين
    [few] { $attempts } مرات
    [many] { $attempts } مرة
   *[other] { $attempts } مرة
} ولم يُقبل. التغييرات التي بعده تنتظر، فلا يضيع شيء. عالجوا أمر الخادم، أو العنوان ضمن «تحرير».
webhook-retry-now = المحاولة الآن
webhook-retry-now-of = جعل «{ $name }» يحاول الآن
webhook-stopped = متوقف
webhook-stopped-since = متوقف منذ
webhook-stopped-about = يتابع من حيث هو، فلا يضيع شيء. عالجوا أمر الخادم، ثم دعوه يتابع.
webhook-ping = اختبار
webhook-ping-of = اختبار «{ $name }»
webhook-ping-well = أُرسلت رسالة اختبار، وكان الجواب { $status }.
webhook-ping-ill = أُرسلت رسالة اختبار ولم تصل على ما يرام.
webhook-resume = متابعة
webhook-resume-of = متابعة «{ $name }»
webhook-deliveries = المُرسَل
webhook-deliveries-of = ما أُرسل إلى «{ $name }»
webhook-replay = إعادة الإرسال…
webhook-replay-title = إعادة الإرسال من موضع
webhook-replay-about = لكل تغيير في التغطية رقم، هو seq. يتابع خطاف الويب بعد الرقم الذي تذكرونه: مع 0 يُرسل إليه كل شيء مجددًا، ومع رقم أبعد يُترك ما بينهما. وما أُرسل إليه من قبل يحمل webhook-id نفسه كما كان.
webhook-replay-after = بعد seq
webhook-replay-do = المتابعة من هناك
webhook-secret = السر
webhook-secret-of = سر «{ $name }»
webhook-secret-new = سر جديد…
webhook-secret-renew = هل تريدون إنشاء سر آخر لـ«{ $name }»؟
webhook-secret-renew-about = تُوقَّع الرسائل بالسر الجديد فورًا. يرفضها الخادم إلى أن يعرفه؛ ويُعاد إرسالها في هذه الأثناء.
webhook-secret-do = إنشاء
webhook-secret-made = انسخوه الآن: لن يُعرض مجددًا.
webhook-verify = يَعُدّ الخادم الرسالة رسالتنا إذا كانت ترويستها webhook-signature هي «v1,» ثم Base64 لنتيجة HMAC-SHA256 على هذه الثلاثة، وبينها نقاط:
webhook-verify-key = المفتاح هو ما يلي «whsec_» بعد فك Base64. هذا هو Standard Webhooks؛ وله مكتبات:
webhook-delete-about = لن يُرسل شيء إلى هناك بعد الآن، ويزول ما يُذكر عنه هنا أيضًا. لا يمكن استعادته.
said-webhook-resumed = يتابع.
change-coverage_opened = فُتحت التغطية
change-headline_changed = تغير العنوان
change-standfirst_changed = تغيرت المقدمة
change-settings_changed = تغيرت الإعدادات
change-theme_changed = تغير المظهر
change-status_changed = تغيرت الحالة
change-successor_changed = تغيرت التغطية التالية
change-lead_changed = تغيرت صورة الأعلى أو فيلمه
change-key_points_changed = تغيرت النقاط الرئيسية
change-go_deeper_changed = تغيرت المقالات الأخرى
change-post_published = نُشر منشور
change-post_revised = روجع منشور
change-post_withdrawn = سُحب منشور
change-post_placed = نُقل منشور
change-post_pinned = ثُبّت منشور
change-post_unpinned = أُلغي تثبيت منشور
change-post_redacted = حُذف منشور من السجل
change-medium_redacted = حُذفت صورة أو فيديو من السجل
deliveries-none = لم يُرسل شيء في آخر 30 يومًا.
deliveries-about = آخر 30 يومًا، الأحدث أولًا، 200 على الأكثر.
delivery-at = متى
delivery-event = الحدث
delivery-place = التغطية وseq
delivery-attempts = المحاولات
delivery-answer = الجواب
delivery-taken = قُبل
delivery-refused = لم يُقبل
delivery-coverage-gone = تغطية لم تعد موجودة
refresh = النظر مجددًا

# Coverages of other servers
followings = تغطيات منقولة
followings-short = المنقولة
followings-about = تغطيات من خوادم أخرى تُعرض هنا أيضًا. يُتحقق من كل تغيير قبل أن يراه القراء: يجب أن يكون ما وقّعه المصدر. لا يكتب فيها أحد هنا.
followings-none = لا تُنقل أي تغطية من خادم آخر بعد.
follow-new = نقل تغطية
follow-source = عنوان التغطية
follow-source-help = صفحة قرائها على الخادم الآخر، وفي عنوانها ⁦/live/⁩. يُثبَّت المفتاح الذي يوقّع هناك الآن: ما يأتي يجب أن يكون موقَّعًا به، أو بمفتاح يُسلّمه التوقيع.
follow-slug = الاسم في العنوان هنا
follow-slug-help = إن لم تكتبوا اسمًا فهي تسمى كما تسمى هناك.
follow-do = نقلها
follow-asking = يُسأل المصدر…
follow-asking-about = يُسأل المصدر عمّن يوقّع هناك. قد يستغرق ذلك نصف دقيقة.
following-state-following = تُنقل
following-state-stopped = متوقفة
following-state-left = لم تعد تُنقل
following-source = المصدر
following-verified = تغييرات متحقَّق منها
following-verified-last = آخر تحقق
following-not-yet = ليس بعد
following-nothing-since = لم يأتِ شيء منذ
following-nothing-about = تُعاد المحاولة تلقائيًا. ما جرى التحقق منه من قبل يبقى.
following-stopped-since = متوقفة منذ
following-stopped-about = ما جرى التحقق منه من قبل يبقى، ويراه القراء. انظروا في الأمر مع من يدير المصدر، ثم دعوها تتابع بالمفتاح الذي يوقّع هناك عندئذ.
following-key = المفتاح المثبَّت
following-key-about = من يدير المصدر يستطيع أن يخبركم هل هو مفتاحه.
following-go-on = متابعة
following-leave = إيقاف النقل
following-leave-it = هل تريدون إيقاف نقل «{ $name }»؟
following-leave-about = ما أتى يبقى تغطية عادية على هذا الخادم، تذكر من أين أتت، وتمكن الكتابة فيها. ولا يأتي من مصدرها شيء بعد ذلك.
following-leave-nothing = لم يأتِ منها شيء بعد، فلن يبقى منها شيء هنا.
said-followed = «{ $name }» تُنقل الآن.
said-following-resumed = «{ $name }» تُنقل من جديد، إن صحّ ما يقوله مصدرها الآن.
said-left = «{ $name }» لم تعد تُنقل.

# Who did what
audit = السجل
audit-at = متى
audit-who = من
audit-what = ماذا
audit-where = التغطية
audit-nobody = الخادم

# Oneself
me = أنتم
me-of = أنتم، { $name }
about-you = عنكم
further = المزيد
theme = المظهر
theme-system = كالنظام
theme-light = فاتح
theme-dark = داكن
desk-language = لغة غرفة التحرير
desk-language-browser = كالمتصفح
passkeys = مفاتيح المرور
passkeys-about = مفتاح المرور يتيح لكم الدخول بلا كلمة مرور: بالإصبع أو الوجه أو رمز الجهاز.
passkey-add = إضافة مفتاح مرور
passkey-remove-about = لن تستطيعوا الدخول به بعد الآن. قد يظل جهازكم يعرضه إلى أن تحذفوه هناك أيضًا.
sessions = أين سجلتم الدخول
session-this = هذه الجلسة
session-seen = آخر ظهور
session-end = تسجيل الخروج هناك
browser-unknown = متصفح
tokens = رموز الوصول
tokens-about = لبرامج تستعمل الواجهة البرمجية باسمكم، وبصلاحياتكم على الأكثر.
token = رمز وصول
token-new = رمز وصول جديد
token-name = الغرض منه
token-scopes = ما يتيحه
token-coverage = أين
token-make = إنشاء
token-made = انسخوه الآن: لن يُعرض مجددًا.
token-revoke = إبطال
token-revoke-it = هل تريدون إبطال «{ $name }»؟
token-revoke-about = البرامج التي تستعمله تُرفض من الآن فصاعدًا. لا يمكن استعادته؛ ويمكنكم إنشاء غيره.
scope-read = قراءة
scope-read-about = التغطيات والمنشورات
scope-draft = كتابة المسودات
scope-draft-about = كتابة المسودات وتقديمها
scope-publish = نشر
scope-publish-about = النشر والمراجعة والسحب
scope-manage = إدارة
scope-manage-about = التغطية نفسها ومن له مكان فيها
scope-admin = إشراف
scope-admin-about = الأعضاء والدعوات ورموز الوصول

# Pictures and films
media-choose = الاختيار من المكتبة
media-look = كلمات من الاسم أو الوصف
media-kind = النوع
media-kind-all = الكل
media-kind-image = صور
media-kind-film = أفلام
media-none = لا شيء من هذا النوع في المكتبة.
media-found = { $count ->
    [zero] لا شيء معروض.
    [one] معروض واحد.
    [two] معروض اثنان.
    [few] معروض { $count }.
    [many] معروض { $count }.
   *[other] معروض { $count }.
}
media-more = عرض الأقدم
media-insert = { $count ->
    [0] إدراج
    [zero] إدراج
    [one] إدراج
    [two] إدراج { $count }
    [few] إدراج { $count }
    [many] إدراج { $count }
   *[other] إدراج { $count }
}
media-edit-of = تحرير { $name }
media-edit = ما يقال عنه
media-alt = ما تُظهره الصورة
media-caption = التعليق
media-credit = النسبة
media-source = المصدر
media-rights = الحقوق
media-public = منشور
media-size = { $width } × { $height }
media-delete-it = هل تريدون حذف «{ $name }»؟
media-delete-about = يزول للجميع، ومن المسودات التي تعرضه أيضًا. ما نُشر يبقى.
media-said-saved = حُفظ.
media-said-deleted = حُذف.
media-redact-it = إزالة «{ $name }» عن الجميع؟
redact-media-files = تختفي كل ملفاته نهائيًا بكل الأحجام. ومن يطلب أحدها يُخبَر بأنه أُزيل.
redact-media-posts = يُزال من كل منشور وصدارة تعرضه؛ وتحصل تلك المنشورات على ملاحظة مؤرخة.
redact-media-words = ما تقوله عنه نسخ سابقة من المنشورات يبقى؛ احذفوا تلك المنشورات من السجل لإزالته أيضًا.
media-said-redacted = حُذف. تجري إزالته من المنشورات التي تعرضه.
media-not-converted = { $name } صورة بصيغة لا يستطيع هذا المتصفح قراءتها.
media-not-converted-hint = افتحوا غرفة التحرير في Safari الذي يقرأ HEIC، أو احفظوا الصورة بصيغة JPEG.

# Keys
keyboard-help = لوحة المفاتيح
keyboard-note = تعمل الأحرف المفردة ما دمتم لا تكتبون.
keys-publish = نشر أو تقديم
keys-tools = من النص إلى التنسيق
keys-new = كتابة منشور
keys-search = بحث
keys-next = المنشور التالي
keys-previous = المنشور السابق
keys-edit = تحرير المنشور الذي عليه التركيز
keys-help = هذه القائمة
keys-close = إغلاق المفتوح
