# Редактор текста.

editor-post = Запись
editor-headline-here = Заголовок
editor-body-here = Что произошло?
editor-tools = Форматирование
editor-insert = Вставить
editor-close = Закрыть
editor-loading = Загрузка…
editor-none = Здесь пока ничего нет.

editor-label = Метка
editor-key-event = Ключевое событие
editor-more-fields = Место, подпись, участники
editor-dateline = Место
editor-byline = Подпись
editor-contributors = Участники
editor-remove-contributor = Убрать { $name }

editor-undo = Отменить действие
editor-redo = Повторить действие
editor-strong = Жирный
editor-em = Курсив
editor-strike = Зачёркнутый
editor-sub = Нижний индекс
editor-sup = Верхний индекс
editor-code = Код
editor-lead-in = Зачин
editor-heading = Подзаголовок
editor-subheading = Меньший подзаголовок
editor-bullets = Маркированный список
editor-numbers = Нумерованный список
editor-quote = Цитата
editor-signs = Специальные символы
editor-row-add = Добавить строку
editor-column-add = Добавить столбец
editor-row-delete = Удалить строку
editor-column-delete = Удалить столбец
editor-headers = Строка заголовков
editor-table-delete = Удалить таблицу

editor-link = Ссылка
editor-link-address = Адрес
editor-link-help = Адрес страницы или почты либо слова из более ранней записи, чтобы её найти.
editor-link-fault = Это не адрес веб-страницы или почтового ящика.
editor-link-set = Поставить ссылку
editor-link-remove = Убрать ссылку

editor-find-post = Найти запись
editor-find-words = Слова или адрес записи
editor-find-offline = Сервер сейчас недоступен.
editor-found = { $count ->
    [0] Записей не найдено.
    [one] Найдена { $count } запись.
    [few] Найдены { $count } записи.
    [many] Найдено { $count } записей.
   *[other] Найдено { $count } записи.
}
editor-as-card = Карточкой
editor-as-card-of = Карточкой: { $title }
editor-as-link = Ссылкой
editor-as-link-of = Ссылкой: { $title }

editor-no-break-space = Неразрывный пробел
editor-thin-space = Тонкий пробел
editor-no-break-hyphen = Неразрывный дефис
editor-soft-hyphen = Мягкий перенос
editor-left-to-right = Знак «слева направо»
editor-right-to-left = Знак «справа налево»

editor-block-blockquote = Цитата
editor-block-image = Изображение
editor-block-gallery = Изображения
editor-block-comparison = До и после
editor-block-chart = График
editor-block-map = Карта
editor-block-map-place = Место
editor-block-map-area = Область
editor-block-map-arrow = Стрелка
editor-block-video = Видео
editor-block-embed = Запись с другого сайта
editor-block-related = Карточка по теме
editor-block-read-more = Читать дальше
editor-block-table = Таблица
editor-block-background = Контекст
editor-block-rule = Разделитель
editor-block-opaque = Блок из более поздней версии, сохранённый как есть
editor-card-fetching = Получение карточки…
editor-card-again = Попробовать ещё раз
editor-card-fill = Заполнить по адресу
editor-add-image = Добавить изображения
editor-move-earlier = Переместить раньше
editor-move-later = Переместить дальше
editor-remove-block = Убрать

editor-field-attribution = Кто это сказал
editor-field-url = Адрес
editor-field-media = Изображение
editor-field-film = Видео
editor-field-alt = Что на изображении
editor-field-caption = Подпись
editor-field-credit = Автор
editor-field-title = Название
editor-field-poster = Изображение перед началом
editor-field-duration = Секунды
editor-field-source = Источник
editor-field-provider = Сеть или сайт
editor-field-byline = Кто это написал
editor-field-text = Текст
editor-field-posted-at = Когда это опубликовано
editor-field-image = Изображение
editor-field-shape = Форма
editor-field-focus = Что должно оставаться на виду
editor-field-before = Название более раннего изображения
editor-field-after = Название более позднего изображения
editor-field-kind = Тип
editor-field-unit = Единица
editor-field-region = Страна, которую показать целиком (три буквы)
editor-field-name = Название
editor-field-latitude = Широта
editor-field-longitude = Долгота
editor-field-label = Что напечатано
editor-field-code = Страна (три буквы)
editor-field-outline = Углы (широта долгота, …)
editor-field-from = Откуда (широта долгота)
editor-field-to = Куда (широта долгота)
editor-image-shape-whole = Всё изображение
editor-image-shape-16-9 = 16 к 9
editor-image-shape-4-3 = 4 к 3
editor-image-shape-1-1 = Квадрат
editor-image-shape-3-4 = 3 к 4
editor-chart-kind-line = Линия
editor-chart-kind-bar = Столбцы
editor-chart-kind-step = Ступени
editor-map-place-kind-dot = Точка
editor-map-place-kind-city = Город
editor-map-place-kind-capital = Столица
editor-map-place-kind-incident = Происшествие
editor-map-add-place = Добавить место
editor-map-add-area = Добавить область
editor-map-add-arrow = Добавить стрелку
editor-map-add = Добавить
editor-map-country = Страна
editor-map-a-place = Место
editor-map-place-name = Название или широта и долгота
editor-map-place-help = Город или страна либо координаты, например 50.45, 30.52.
editor-map-place-fault = Выберите место из списка или введите его широту и долготу.

editor-insert-files = Изображения или видео…
editor-insert-camera = Сделать снимок
editor-insert-library = Из библиотеки…
editor-media-file = Выбрать файл
editor-media-library = Из библиотеки
editor-media-none = Пока нет
editor-media-remove = Вынуть
editor-sending = Отправка: { $name }
editor-sending-group = В пути
editor-sending-checked = Отправлено; проверяется…
editor-sending-again = Попробовать ещё раз
editor-sending-stop = Отменить
editor-sending-stop-of = Отменить { $name }
editor-crop = Форма и что должно оставаться на виду
editor-crop-help = Щёлкните то, что должно оставаться на виду, или переместите кольцо стрелками. Страницы, которые обрезают изображение, его сохранят.
editor-focus-at = { $across } % слева, { $down } % сверху
