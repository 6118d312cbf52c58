# Русский. Словарь: docs/languages.md.

count =
    { $count ->
        [0] Записей пока нет
        [one] { $number } запись
        [few] { $number } записи
        [many] { $number } записей
       *[other] { $number } записи
    }
skip = Перейти к трансляции
all-coverages = Все трансляции
front-title = Онлайн
front-empty = Сейчас трансляций нет.
older-coverages = Предыдущие трансляции
newest-coverages = Новейшие трансляции

search = Поиск
search-all = Искать во всех записях
search-here = Искать в этой трансляции
search-nothing = Об этом нет ни одной записи.
search-widened = Именно таких слов нет ни в одной записи. Показаны записи со словами, которые так начинаются.
search-widen = Показать записи со словами, которые только начинаются так
search-help = Чтобы найти больше
search-help-words = Проверьте написание или уберите лишние слова: в записи должны быть все.
search-help-beginning = Со звёздочкой слово ищут по началу: выбор*
search-help-phrase = В кавычках слова ищут рядом: «избирательный участок»
search-everywhere = Искать во всех трансляциях
search-older = Более ранние результаты
search-newest = Новейшие результаты
search-busy = Сейчас ищет слишком много людей
search-busy-note = Повторите через несколько секунд. Редкие слова находятся быстрее.

draft = Черновик
live = Онлайн
paused = Пауза
ended = Завершена
paused-note = Эта трансляция приостановлена. Она продолжится.
ended-note = Эта трансляция завершена.
successor = Перейти к нашей новой трансляции

key-points = Главное
corrections = Исправления
since = С вашего последнего посещения
since-nothing = Ничего не изменилось.
first-unread = К первой непрочитанной записи
since-list = Что изменилось
since-more = Более ранние изменения не показаны.
since-ask = Показать, что изменилось после загрузки страницы
since-close = Закрыть
news-new = Новое
news-withdrawn = Отозвано
news-moved = Перемещено
go-deeper = Подробнее
pinned = Закреплено
posts = Последние записи
key-event = Ключевое событие
untitled = Запись,
updated = Обновлено
corrected = Исправлено
clarified = Уточнено
correction = Исправление
clarification = Уточнение
update = Обновление
withdrawn = Эта запись отозвана
contributors = Над записью работали:
permalink = Ссылка на эту запись
related = Ещё по теме
video = Видео
view-original = Посмотреть оригинал
player = Загрузить с { $site }
player-note = Так { $whom } узнает, что вы это читаете, и сможет сохранять файлы cookie. До этого ничего не передаётся.
background = Контекст
table = Таблица
# In the text form, before what a picture shows.
picture = Изображение
text-only = Только текст
with-pictures = С изображениями
picture-before = Предыдущее изображение
picture-after = Следующее изображение
gallery = Изображения
before = До
after = После
slider = Какая часть более раннего снимка видна
line-chart = Линейный график
bar-chart = Столбчатая диаграмма
step-chart = Ступенчатый график
numbers = Цифры
map = Карта
on-map = Что на карте
source = Источник:
map-data = Карта: Natural Earth
kilometres = км
older = Более ранние записи
newest = Самые новые записи
older-page = более ранние записи
part-of = Из нашей трансляции:
whole-coverage = Посмотреть всю трансляцию
feeds = Следить за трансляцией иначе

# What readers were told openly, and what became of posts and coverages.
all-corrections = Все исправления
corrections-note = Что было исправлено, уточнено, дополнено или отозвано, новейшее вверху.
corrections-none = Пока ничего не исправлено.
corrections-older = Предыдущие исправления
corrections-newest = Новейшие исправления
history = История
history-of-post = История этой записи
history-of-coverage = История этой трансляции
history-note = Все версии с момента публикации, новейшая вверху, и чем каждая отличается от предыдущей.
history-older = Предыдущие версии
history-newest = Новейшие версии
history-published = Опубликовано
history-silent = Изменено без примечания
history-pinned = Закреплено вверху
history-unpinned = Больше не закреплено вверху
history-blanked = Изъято из архива
history-gone = Слова отозванной записи больше не показываются.
history-hidden = Что именно изменено, здесь не показано.
history-alike = Слова те же.
history-marks = Изменены только ссылки или выделение.
unchanged = Без изменений
added = добавлено
removed = удалено
altered = изменено
headline = Заголовок
standfirst = Вступление
status = Статус
label = Метка
importance = Значимость
byline = Автор
dateline = Место
credits = Участники
links = Ссылки
embed = Встроенная запись
chart = Диаграмма
rule = Разделительная линия

choice = Порядок и выбор записей
newest-first = Сначала новые
oldest-first = Сначала старые
all-posts = Все записи
key-events = Ключевые события
nothing-chosen = Таких записей пока нет.
see-all = Показать все записи
newer = Более новые записи
oldest = Первые записи
series = Предыдущая и следующая трансляции
previous = До этого
next = После этого
time-unknown = время неизвестно
in-context = Читать среди других записей
share = Поделиться
copied = Ссылка скопирована
not-copied = Не удалось скопировать ссылку: она стоит под записью
loading = Загрузка…
not-loaded = Не удалось загрузить записи. Попробовать ещё раз
keys = Горячие клавиши
key-next = Следующая запись
key-previous = Предыдущая запись
key-help = Показать эти клавиши
key-close = Закрыть
keys-on = Использовать эти клавиши

new-updates =
    { $count ->
        [one] { $number } новая запись
        [few] { $number } новые записи
        [many] { $number } новых записей
       *[other] { $number } новой записи
    }
mode-connecting = Соединение
mode-live = Новое появляется сразу
mode-polling = Новое проверяется каждые несколько секунд
mode-offline = Нет связи: новая попытка
mode-paused = Обновления приостановлены
pause = Приостановить обновления
resume = Возобновить обновления

# What a device says that shows a page as it kept it, and where it kept none.
saved = Нет связи. Эта страница сохранена в { $time }.
try-again = Попробовать ещё раз
offline-title = Эта страница не сохранена на этом устройстве
offline-note = Сейчас нет связи с сервером. Страницы, которые вы недавно читали, доступны и без связи.
offline-kept = Сохранено на этом устройстве

no-page = Такой страницы здесь нет
no-coverage = Такой трансляции здесь нет
no-part = Такой части трансляции нет
no-post = Такой записи в этой трансляции нет
no-feed = Ленты есть только в форматах rss, atom и json
no-picture = Такого изображения здесь нет
broken-picture = Это изображение нельзя показать
missing-note = Возможно, в адресе ошибка или страница никогда не публиковалась.
broken-page = Здесь что-то пошло не так
broken-note = Страницу не удалось создать; ошибка на нашей стороне, и она записана. Возможно, через мгновение всё заработает.
slow-page = Эта страница готовится слишком долго
slow-note = Сейчас слишком много запросов. Возможно, через мгновение всё заработает.
live-now = Сейчас онлайн
no-posts-yet = Пока ничего не опубликовано. Первая запись появится здесь сама.

comma = ,
labelled = { $label }: { $text }
date =
    { $day } { $month ->
        [1] янв.
        [2] февр.
        [3] мар.
        [4] апр.
        [5] мая
        [6] июн.
        [7] июл.
        [8] авг.
        [9] сент.
        [10] окт.
        [11] нояб.
       *[12] дек.
    } { $year } г.
date-time = { $date }, { $time }
