# المحرر النصي.

editor-post = المنشور
editor-headline-here = العنوان
editor-body-here = ماذا حدث؟
editor-tools = التنسيق
editor-insert = إدراج
editor-close = إغلاق
editor-loading = جارٍ التحميل…
editor-none = لا شيء هنا بعد.

editor-label = الوسم
editor-key-event = حدث رئيسي
editor-more-fields = المكان والتوقيع والمساهمون
editor-dateline = المكان
editor-byline = التوقيع
editor-contributors = المساهمون
editor-remove-contributor = إزالة { $name }

editor-undo = تراجع
editor-redo = إعادة
editor-strong = غامق
editor-em = مائل
editor-strike = يتوسطه خط
editor-sub = منخفض
editor-sup = مرتفع
editor-code = رمز برمجي
editor-lead-in = مطلع
editor-heading = عنوان فرعي
editor-subheading = عنوان فرعي أصغر
editor-bullets = قائمة نقطية
editor-numbers = قائمة مرقمة
editor-quote = اقتباس
editor-signs = رموز خاصة
editor-row-add = إضافة صف
editor-column-add = إضافة عمود
editor-row-delete = حذف الصف
editor-column-delete = حذف العمود
editor-headers = صف العناوين
editor-table-delete = حذف الجدول

editor-link = رابط
editor-link-address = العنوان
editor-link-help = عنوان صفحة أو بريد، أو كلمات من منشور سابق للعثور عليه.
editor-link-fault = هذا ليس عنوان صفحة ولا صندوق بريد.
editor-link-set = وضع الرابط
editor-link-remove = إزالة الرابط

editor-find-post = العثور على منشور
editor-find-words = كلمات منشور أو عنوانه
editor-find-offline = تعذر الوصول إلى الخادم الآن.
editor-found = { $count ->
    [0] لم يُعثر على أي منشور.
    [zero] لم يُعثر على أي منشور.
    [one] عُثر على منشور واحد.
    [two] عُثر على منشورين.
    [few] عُثر على { $count } منشورات.
    [many] عُثر على { $count } منشورًا.
   *[other] عُثر على { $count } منشور.
}
editor-as-card = كبطاقة
editor-as-card-of = كبطاقة: { $title }
editor-as-link = كرابط
editor-as-link-of = كرابط: { $title }

editor-no-break-space = مسافة غير فاصلة
editor-thin-space = مسافة رفيعة
editor-no-break-hyphen = واصلة غير فاصلة
editor-soft-hyphen = واصلة اختيارية
editor-left-to-right = علامة من اليسار إلى اليمين
editor-right-to-left = علامة من اليمين إلى اليسار

editor-block-blockquote = اقتباس
editor-block-image = صورة
editor-block-gallery = صور
editor-block-comparison = قبل وبعد
editor-block-chart = مخطط
editor-block-map = خريطة
editor-block-map-place = مكان
editor-block-map-area = منطقة
editor-block-map-arrow = سهم
editor-block-video = فيلم
editor-block-embed = منشور من موقع آخر
editor-block-related = بطاقة ذات صلة
editor-block-read-more = اقرأ المزيد
editor-block-table = جدول
editor-block-background = خلفية
editor-block-rule = فاصل
editor-block-opaque = كتلة من إصدار لاحق، محفوظة كما هي
editor-card-fetching = جارٍ جلب البطاقة…
editor-card-again = إعادة المحاولة
editor-card-fill = التعبئة من العنوان
editor-add-image = إضافة صور
editor-move-earlier = نقل إلى الأمام
editor-move-later = نقل إلى الخلف
editor-remove-block = إزالة

editor-field-attribution = من قاله
editor-field-url = العنوان
editor-field-media = الصورة
editor-field-film = الفيلم
editor-field-alt = ما تُظهره الصورة
editor-field-caption = التعليق
editor-field-credit = النسبة
editor-field-title = العنوان
editor-field-poster = الصورة قبل التشغيل
editor-field-duration = الثواني
editor-field-source = المصدر
editor-field-provider = الشبكة أو الموقع
editor-field-byline = من كتبه
editor-field-text = النص
editor-field-posted-at = متى نُشر
editor-field-image = الصورة
editor-field-shape = الشكل
editor-field-focus = ما يجب أن يبقى ظاهرًا
editor-field-before = اسم الصورة الأقدم
editor-field-after = اسم الصورة الأحدث
editor-field-kind = النوع
editor-field-unit = الوحدة
editor-field-region = بلد يُعرض كاملًا (ثلاثة أحرف)
editor-field-name = الاسم
editor-field-latitude = خط العرض
editor-field-longitude = خط الطول
editor-field-label = ما يُكتب على الخريطة
editor-field-code = البلد (ثلاثة أحرف)
editor-field-outline = الزوايا (خط العرض خط الطول، …)
editor-field-from = من (خط العرض خط الطول)
editor-field-to = إلى (خط العرض خط الطول)
editor-image-shape-whole = الصورة كاملة
editor-image-shape-16-9 = 16 إلى 9
editor-image-shape-4-3 = 4 إلى 3
editor-image-shape-1-1 = مربع
editor-image-shape-3-4 = 3 إلى 4
editor-chart-kind-line = خطوط
editor-chart-kind-bar = أعمدة
editor-chart-kind-step = درجات
editor-map-place-kind-dot = نقطة
editor-map-place-kind-city = مدينة
editor-map-place-kind-capital = عاصمة
editor-map-place-kind-incident = حادث
editor-map-add-place = إضافة مكان
editor-map-add-area = إضافة منطقة
editor-map-add-arrow = إضافة سهم
editor-map-add = إضافة
editor-map-country = البلد
editor-map-a-place = المكان
editor-map-place-name = الاسم، أو خط العرض وخط الطول
editor-map-place-help = مدينة أو بلد، أو إحداثيات مثل 50.45, 30.52.
editor-map-place-fault = اختاروا مكانًا من القائمة، أو اكتبوا خط عرضه وخط طوله.

editor-insert-files = صور أو أفلام…
editor-insert-camera = التقاط صورة
editor-insert-library = من المكتبة…
editor-media-file = اختيار ملف
editor-media-library = من المكتبة
editor-media-none = لا شيء بعد
editor-media-remove = إخراجها
editor-sending = جارٍ إرسال { $name }
editor-sending-group = في الطريق
editor-sending-checked = أُرسل؛ ويجري فحصه…
editor-sending-again = إعادة المحاولة
editor-sending-stop = إلغاء
editor-sending-stop-of = إلغاء { $name }
editor-crop = الشكل وما يجب أن يبقى ظاهرًا
editor-crop-help = انقروا ما يجب أن يبقى ظاهرًا، أو حركوا الحلقة بأسهم لوحة المفاتيح. الصفحات التي تقص الصورة تُبقيه.
editor-focus-at = { $across } % من اليسار، { $down } % من الأعلى
