# Українська. Словник: docs/languages.md.

count =
    { $count ->
        [0] Дописів ще немає
        [one] { $number } допис
        [few] { $number } дописи
        [many] { $number } дописів
       *[other] { $number } допису
    }
skip = Перейти до трансляції
all-coverages = Усі трансляції
front-title = Наживо
front-empty = Зараз трансляцій немає.
older-coverages = Попередні трансляції
newest-coverages = Найновіші трансляції

search = Пошук
search-all = Шукати в усіх дописах
search-here = Шукати в цій трансляції
search-nothing = Про це немає жодного допису.
search-widened = Саме таких слів немає в жодному дописі. Показано дописи зі словами, що так починаються.
search-widen = Показати дописи зі словами, що лише починаються так
search-help = Щоб знайти більше
search-help-words = Перевірте написання або приберіть зайві слова: у дописі мають бути всі.
search-help-beginning = Із зірочкою слово шукають за початком: вибор*
search-help-phrase = У лапках слова шукають поруч: «виборча дільниця»
search-everywhere = Шукати в усіх трансляціях
search-older = Давніші результати
search-newest = Найновіші результати
search-busy = Зараз шукає забагато людей
search-busy-note = Спробуйте ще раз за кілька секунд. Рідкісні слова знаходяться швидше.

draft = Чернетка
live = Наживо
paused = Пауза
ended = Завершено
paused-note = Цю трансляцію призупинено. Вона продовжиться.
ended-note = Цю трансляцію завершено.
successor = Перейти до нашої нової трансляції

key-points = Головне
corrections = Виправлення
since = Відколи ви були тут востаннє
since-nothing = Нічого не змінилося.
first-unread = До першого непрочитаного допису
since-list = Що змінилося
since-more = Раніші зміни не показано.
since-ask = Показати, що змінилося після завантаження сторінки
since-close = Закрити
news-new = Нове
news-withdrawn = Відкликано
news-moved = Переміщено
go-deeper = Докладніше
pinned = Закріплено
posts = Останні дописи
key-event = Ключова подія
untitled = Допис,
updated = Оновлено
corrected = Виправлено
clarified = Уточнено
correction = Виправлення
clarification = Уточнення
update = Оновлення
withdrawn = Цей допис відкликано
contributors = Над дописом працювали:
permalink = Посилання на цей допис
related = Також на цю тему
video = Відео
view-original = Переглянути оригінал
player = Завантажити з { $site }
player-note = Так { $whom } дізнається, що ви це читаєте, і зможе зберігати файли cookie. До цього нічого не передається.
background = Контекст
table = Таблиця
# In the text form, before what a picture shows.
picture = Зображення
text-only = Лише текст
with-pictures = Із зображеннями
picture-before = Попереднє зображення
picture-after = Наступне зображення
gallery = Зображення
before = До
after = Після
slider = Яку частину попереднього зображення видно
line-chart = Лінійний графік
bar-chart = Стовпчаста діаграма
step-chart = Ступінчастий графік
numbers = Цифри
map = Мапа
on-map = Що на мапі
source = Джерело:
map-data = Мапа: Natural Earth
kilometres = км
older = Старіші дописи
newest = Найновіші дописи
older-page = старіші дописи
part-of = Із нашої трансляції:
whole-coverage = Переглянути всю трансляцію
feeds = Стежити за трансляцією в інший спосіб

# What readers were told openly, and what became of posts and coverages.
all-corrections = Усі виправлення
corrections-note = Що було виправлено, уточнено, доповнено чи відкликано, найновіше вгорі.
corrections-none = Поки що нічого не виправлено.
corrections-older = Попередні виправлення
corrections-newest = Найновіші виправлення
history = Історія
history-of-post = Історія цього допису
history-of-coverage = Історія цієї трансляції
history-note = Усі версії від публікації, найновіша вгорі, і чим кожна відрізняється від попередньої.
history-older = Попередні версії
history-newest = Найновіші версії
history-published = Опубліковано
history-silent = Змінено без примітки
history-pinned = Закріплено вгорі
history-unpinned = Більше не закріплено вгорі
history-blanked = Вилучено із записів
history-gone = Слова відкликаного допису більше не показуються.
history-hidden = Що саме змінено, тут не показано.
history-alike = Слова ті самі.
history-marks = Змінено лише посилання або виділення.
unchanged = Без змін
added = додано
removed = вилучено
altered = змінено
headline = Заголовок
standfirst = Вступ
status = Стан
label = Позначка
importance = Вага
byline = Автор
dateline = Місце
credits = Учасники
links = Посилання
embed = Вбудований допис
chart = Діаграма
rule = Розділова лінія

choice = Порядок і вибір дописів
newest-first = Спочатку нові
oldest-first = Спочатку давні
all-posts = Усі дописи
key-events = Ключові події
nothing-chosen = Таких дописів поки немає.
see-all = Показати всі дописи
newer = Новіші дописи
oldest = Перші дописи
series = Попередня і наступна трансляції
previous = До цього
next = Після цього
time-unknown = час невідомий
in-context = Читати серед інших дописів
share = Поділитися
copied = Посилання скопійовано
not-copied = Не вдалося скопіювати посилання: воно стоїть під дописом
loading = Завантаження…
not-loaded = Не вдалося завантажити дописи. Спробувати ще раз
keys = Гарячі клавіші
key-next = Наступний допис
key-previous = Попередній допис
key-help = Показати ці клавіші
key-close = Закрити
keys-on = Використовувати ці клавіші

new-updates =
    { $count ->
        [one] { $number } новий допис
        [few] { $number } нові дописи
        [many] { $number } нових дописів
       *[other] { $number } нового допису
    }
mode-connecting = З’єднання
mode-live = Нове з’являється одразу
mode-polling = Перевірка нового кожні кілька секунд
mode-offline = Немає зв’язку: нова спроба
mode-paused = Оновлення призупинено
pause = Призупинити оновлення
resume = Поновити оновлення

# What a device says that shows a page as it kept it, and where it kept none.
saved = Немає зв’язку. Цю сторінку збережено о { $time }.
try-again = Спробувати ще раз
offline-title = Цю сторінку не збережено на цьому пристрої
offline-note = Зараз немає зв’язку із сервером. Сторінки, які ви нещодавно читали, доступні й без зв’язку.
offline-kept = Збережено на цьому пристрої

no-page = Такої сторінки тут немає
no-coverage = Такої трансляції тут немає
no-part = Такої частини трансляції немає
no-post = Такого допису в цій трансляції немає
no-feed = Стрічки є лише у форматах rss, atom і json
no-picture = Такого зображення тут немає
broken-picture = Це зображення неможливо показати
missing-note = Можливо, в адресі помилка або сторінку ніколи не публікували.
broken-page = Тут щось пішло не так
broken-note = Сторінку не вдалося створити; помилка на нашому боці, і її записано. За мить усе може запрацювати.
slow-page = Ця сторінка готується надто довго
slow-note = Зараз забагато запитів. За мить усе може запрацювати.
live-now = Зараз наживо
no-posts-yet = Ще нічого не опубліковано. Перший допис з’явиться тут сам.

comma = ,
labelled = { $label }: { $text }
date =
    { $day } { $month ->
        [1] січ.
        [2] лют.
        [3] бер.
        [4] квіт.
        [5] трав.
        [6] черв.
        [7] лип.
        [8] серп.
        [9] вер.
        [10] жовт.
        [11] лист.
       *[12] груд.
    } { $year } р.
date-time = { $date }, { $time }
