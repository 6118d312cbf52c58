# Редактор тексту.

editor-post = Допис
editor-headline-here = Заголовок
editor-body-here = Що сталося?
editor-tools = Форматування
editor-insert = Вставити
editor-close = Закрити
editor-loading = Завантаження…
editor-none = Тут ще нічого немає.

editor-label = Позначка
editor-key-event = Ключова подія
editor-more-fields = Місце, підпис, учасники
editor-dateline = Місце
editor-byline = Підпис
editor-contributors = Учасники
editor-remove-contributor = Прибрати { $name }

editor-undo = Скасувати дію
editor-redo = Повторити дію
editor-strong = Жирний
editor-em = Курсив
editor-strike = Закреслений
editor-sub = Нижній індекс
editor-sup = Верхній індекс
editor-code = Код
editor-lead-in = Зачин
editor-heading = Підзаголовок
editor-subheading = Менший підзаголовок
editor-bullets = Маркований список
editor-numbers = Нумерований список
editor-quote = Цитата
editor-signs = Спеціальні символи
editor-row-add = Додати рядок
editor-column-add = Додати стовпець
editor-row-delete = Видалити рядок
editor-column-delete = Видалити стовпець
editor-headers = Рядок заголовків
editor-table-delete = Видалити таблицю

editor-link = Посилання
editor-link-address = Адреса
editor-link-help = Адреса сторінки чи пошти або слова з попереднього допису, щоб його знайти.
editor-link-fault = Це не адреса вебсторінки чи поштової скриньки.
editor-link-set = Поставити посилання
editor-link-remove = Прибрати посилання

editor-find-post = Знайти допис
editor-find-words = Слова або адреса допису
editor-find-offline = Сервер зараз недоступний.
editor-found = { $count ->
    [0] Дописів не знайдено.
    [one] Знайдено { $count } допис.
    [few] Знайдено { $count } дописи.
    [many] Знайдено { $count } дописів.
   *[other] Знайдено { $count } допису.
}
editor-as-card = Карткою
editor-as-card-of = Карткою: { $title }
editor-as-link = Посиланням
editor-as-link-of = Посиланням: { $title }

editor-no-break-space = Нерозривний пробіл
editor-thin-space = Тонкий пробіл
editor-no-break-hyphen = Нерозривний дефіс
editor-soft-hyphen = М’який перенос
editor-left-to-right = Знак «зліва направо»
editor-right-to-left = Знак «справа наліво»

editor-block-blockquote = Цитата
editor-block-image = Зображення
editor-block-gallery = Зображення групою
editor-block-comparison = До і після
editor-block-chart = Графік
editor-block-map = Мапа
editor-block-map-place = Місце
editor-block-map-area = Область
editor-block-map-arrow = Стрілка
editor-block-video = Відео
editor-block-embed = Допис з іншого сайту
editor-block-related = Картка на тему
editor-block-read-more = Читати далі
editor-block-table = Таблиця
editor-block-background = Контекст
editor-block-rule = Розділювач
editor-block-opaque = Блок із пізнішої версії, збережений як є
editor-card-fetching = Отримання картки…
editor-card-again = Спробувати ще раз
editor-card-fill = Заповнити з адреси
editor-add-image = Додати зображення
editor-move-earlier = Пересунути раніше
editor-move-later = Пересунути далі
editor-remove-block = Прибрати

editor-field-attribution = Хто це сказав
editor-field-url = Адреса
editor-field-media = Зображення
editor-field-film = Відео
editor-field-alt = Що на зображенні
editor-field-caption = Підпис
editor-field-credit = Автор
editor-field-title = Назва
editor-field-poster = Зображення перед початком
editor-field-duration = Секунди
editor-field-source = Джерело
editor-field-provider = Мережа або сайт
editor-field-byline = Хто це написав
editor-field-text = Текст
editor-field-posted-at = Коли це опубліковано
editor-field-image = Зображення
editor-field-shape = Форма
editor-field-focus = Що має лишатися видимим
editor-field-before = Назва ранішого зображення
editor-field-after = Назва пізнішого зображення
editor-field-kind = Тип
editor-field-unit = Одиниця
editor-field-region = Країна, яку показати цілою (три літери)
editor-field-name = Назва
editor-field-latitude = Широта
editor-field-longitude = Довгота
editor-field-label = Що надруковано
editor-field-code = Країна (три літери)
editor-field-outline = Кути (широта довгота, …)
editor-field-from = Звідки (широта довгота)
editor-field-to = Куди (широта довгота)
editor-image-shape-whole = Усе зображення
editor-image-shape-16-9 = 16 до 9
editor-image-shape-4-3 = 4 до 3
editor-image-shape-1-1 = Квадрат
editor-image-shape-3-4 = 3 до 4
editor-chart-kind-line = Лінія
editor-chart-kind-bar = Стовпці
editor-chart-kind-step = Сходинки
editor-map-place-kind-dot = Точка
editor-map-place-kind-city = Місто
editor-map-place-kind-capital = Столиця
editor-map-place-kind-incident = Подія
editor-map-add-place = Додати місце
editor-map-add-area = Додати область
editor-map-add-arrow = Додати стрілку
editor-map-add = Додати
editor-map-country = Країна
editor-map-a-place = Місце
editor-map-place-name = Назва або широта й довгота
editor-map-place-help = Місто чи країна або координати, як-от 50.45, 30.52.
editor-map-place-fault = Виберіть місце зі списку або введіть його широту й довготу.

editor-insert-files = Зображення або відео…
editor-insert-camera = Зробити знімок
editor-insert-library = З бібліотеки…
editor-media-file = Вибрати файл
editor-media-library = З бібліотеки
editor-media-none = Ще немає
editor-media-remove = Вийняти
editor-sending = Надсилання: { $name }
editor-sending-group = У дорозі
editor-sending-checked = Надіслано; перевіряється…
editor-sending-again = Спробувати ще раз
editor-sending-stop = Скасувати
editor-sending-stop-of = Скасувати { $name }
editor-crop = Форма і що має лишатися видимим
editor-crop-help = Клацніть те, що має лишатися видимим, або пересуньте кільце стрілками. Сторінки, що обтинають зображення, його збережуть.
editor-focus-at = { $across } % зліва, { $down } % згори
