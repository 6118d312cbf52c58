# Усе, що каже редакція. Словник: docs/languages.md.

desk-name = Редакція Stet
skip = Перейти до вмісту
navigation = Редакція
navigation-phone = Редакція, коротко
again = Спробувати ще раз
cancel = Скасувати
close = Закрити
done = Готово
save = Зберегти
add = Додати
remove = Прибрати
delete = Видалити
restore = Відновити
more = Більше
more-of = Більше для «{ $name }»
edit = Редагувати
edit-of = Редагувати «{ $name }»
remove-of = Прибрати «{ $name }»
delete-of = Видалити «{ $name }»
delete-it = Видалити «{ $name }»?
remove-it = Прибрати «{ $name }»?
copy = Копіювати
copied = Скопійовано.
link = Посилання
name = Назва
title = Заголовок
none = Немає
never = Ніколи
or = або
made = Створено
expires = Діє до
in-days = За { $days } дн.
older = Показати старіші
choose = Вибрати «{ $name }»
choose-one = Виберіть…
choose-several = Вибрати кілька
chosen = Вибрано: { $count }
move-up = Пересунути «{ $name }» вище
move-down = Пересунути «{ $name }» нижче
moved-to = «{ $name }» тепер { $place } з { $of }.
screen-missing = Цей екран не збережено на пристрої. Він відкриється, коли з’явиться з’єднання.
nowhere = Тут нічого немає
nowhere-hint = Такого екрана немає. Можливо, адресу обрізано або того, куди вона вела, вже немає.
fault-offline = Сервер недоступний.
fault-offline-hint = Те, що ви пишете, зберігається на цьому пристрої й буде надіслане, щойно з’явиться з’єднання.
fault-unreadable = Сервер відповів { $status }, не пояснивши чому.
fault-unreadable-hint = Спробуйте ще раз; якщо не минає, попросіть того, хто відповідає за сервер, глянути в його журнал.
fault-broken = Щось пішло не так у самій редакції.
fault-broken-hint = Перезавантажте сторінку; нічого з написаного не втрачено.
fault-no-words = Під заголовком немає тексту.
fault-no-words-hint = Напишіть принаймні одне речення: самий заголовок — ще не допис.
fault-slug-taken = Тут уже є трансляція з такою назвою.
fault-slug-taken-hint = Виберіть іншу назву для її адреси тут.

# Coming in
sign-in = Увійти
sign-in-setup = Ця редакція ще не має власника. Під час запуску сервер вивів одноразове посилання: відкрийте його.
sign-in-oidc = Увійти через { $name }
sign-in-passkey = Увійти з ключем доступу
sign-in-forgotten = Якщо ви не можете увійти, власник вашої редакції може створити для вас посилання.
refusal-not_a_member = Тут ні в кого немає адреси, з якою ви увійшли.
refusal-hint-not_a_member = Попросіть власника редакції запросити вас із цією адресою.
refusal-unverified_email = Вашу електронну адресу там не підтверджено.
refusal-hint-unverified_email = Підтвердьте її там, де ведеться ваш обліковий запис, і увійдіть знову.
refusal-provider_unavailable = Служба входу вашої редакції не відповідає.
refusal-hint-provider_unavailable = Спробуйте за хвилину або скористайтеся паролем чи ключем доступу.
refusal-sign_in_expired = Вхід тривав надто довго, або сторінку завантажено двічі.
refusal-hint-sign_in_expired = Почніть спочатку.
refusal-other = Увійти не вдалося.
refusal-hint-other = Спробуйте ще раз або скористайтеся паролем чи ключем доступу. Якщо не минає, зверніться до того, хто відповідає за сервер.
sign-out = Вийти
email = Електронна пошта
password = Пароль
password-help = Щонайменше 12 знаків. Добре підійде речення.
password-change = Змінити пароль
password-set = Задати пароль
password-current = Дотеперішній пароль
password-new = Новий пароль
your-name = Ваше ім’я
enter = Увійти
come-again = Як ви входитимете надалі?
by-password = З паролем
by-passkey = З ключем доступу на цьому пристрої
link-setup = Вітаємо у Stet
link-setup-text = Ви станете власником цієї редакції.
link-invitation = Вас запрошено
link-invitation-text = Вас запрошено до цієї редакції, роль: { $role }.
link-recovery = Повернення
link-recovery-text = Виберіть, як ви входитимете надалі. Ваша роль, { $role }, лишається, і все попереднє на місці.
link-incomplete = Це посилання неповне.
link-incomplete-hint = Скопіюйте його повністю, разом із тим, що після «#». Посиланням можна скористатися один раз.
passkey-first = Перший пристрій
passkey-named = { $device } на цьому пристрої
passkey-declined = Ключем доступу не скористалися.
passkey-declined-hint = Спробуйте ще раз або виберіть інший спосіб.

# Roles
role = Роль
role-of = Роль: { $name }
role-owner = Власник
role-owner-about = Має доступ до всього й опікується членами редакції.
role-editor = Редактор
role-editor-about = Публікує, переробляє, відкликає й керує там, де має місце; відкриває трансляції.
role-reporter = Репортер
role-reporter-about = Пише, бачить усі чернетки, публікує чи подає, як заведено у трансляції.
role-contributor = Учасник
role-contributor-about = Пише й подає; бачить лише власні чернетки.
role-viewer = Читач
role-viewer-about = Читає опубліковані дописи й бачить, хто тут.

# Coverages
coverages = Трансляції
coverages-all = Усі трансляції
coverages-none = Ви ще не маєте місця в жодній трансляції. Його може дати редактор.
coverages-none-yet = Трансляцій ще немає. Відкрийте першу.
coverage-open = Нова трансляція
coverage-open-do = Відкрити
coverage-open-live = Одразу показати читачам
coverage-has-ended = Цю трансляцію завершено; нові дописи не приймаються, доки вона знову не піде наживо.
coverage-is-followed = Ця трансляція йде з { $host }; пишуть у неї лише там.
coverage-source = До джерела
posts-count = { $count ->
    [one] { $count } допис
    [few] { $count } дописи
    [many] { $count } дописів
   *[other] { $count } допису
}
headline = Заголовок
standfirst = Підзаголовок
slug = Назва в адресі
slug-form = a–z, 0–9 та поодинокі дефіси між ними
language = Мова
language-help = Код, як-от en, uk або pt-BR
zone = Часовий пояс
status-draft = Чернетка
status-live = Наживо
status-paused = Пауза
status-ended = Завершено
status-published = Опубліковано
status-withdrawn = Відкликано
status-redacted = Вилучено
status-submitted = Подано
status-changes_requested = Потрібні зміни
status-approved = Схвалено
status-scheduled = Заплановано

# A coverage
page = Сторінка для читачів
manage = Керувати
panes = Частини редакції
pane-write = Писати
pane-posts = Дописи
pane-drafts = Чернетки
pane-desk = Редакція
desk = Редакція
composer = Редактор тексту
posts = Дописи
posts-none = Ще нічого не опубліковано.
drafts = Чернетки
line-connecting = З’єднання…
line-live = Усе оновлено
line-lost = Немає з’єднання
here = Зараз тут
here-nobody = Більше тут нікого немає.
here-writing = { $name }, пише
in-draft = у
post-came = Новий допис: { $headline }
mention-came = Вас згадано: { $name }.
mention-own = До однієї з ваших чернеток є нотатка для вас.
new-post = Написати допис…
templates = Шаблони
column-draft = Чернетки
column-draft-none = Чернеток немає.
column-submitted = На перевірці
column-submitted-none = Ніщо не чекає на редактора.
column-scheduled = Заплановано
column-scheduled-none = Нічого не заплановано.
suggestions = Пропозиції
suggestions-none = У стрічках, за якими стежать, нічого нового.
feeds-broken = { $count ->
    [one] { $count } стрічку не прочитано
    [few] { $count } стрічки не прочитано
    [many] { $count } стрічок не прочитано
   *[other] { $count } стрічки не прочитано
}
feed-broken = «{ $title }» зараз не читається. { $problem }
feed-broken-manage = Подивитися в розділі «Керувати»
feed-broken-ask = Про це може подбати той, хто керує трансляцією.
suggestion-draft = Створити чернетку
suggestion-draft-of = Створити чернетку з «{ $title }»
suggestion-dismiss = Відкласти
suggestion-dismiss-of = Відкласти «{ $title }»
suggestion-read = { $title } (відкриється в новій вкладці)
said-put-aside = Відкладено для всіх у цій трансляції.
draft-unnamed = Без заголовка
draft-local = На цьому пристрої
draft-unreadable = Текст, збережений на цьому пристрої
draft-unreadable-remove = Прибрати цей текст?
draft-unreadable-remove-about = Він є лише в цьому браузері, і ніхто не зможе його повернути. Спершу скопіюйте те, чого бракує.
draft-unreadable-about = Його написано в іншій версії редакції, і ця не може його відкрити. Скопіюйте те, чого бракує, у чернетку. Він лишатиметься тут, доки ви його не приберете.
draft-revision = Нова версія
notes-count = { $count ->
    [one] { $count } нотатка
    [few] { $count } нотатки
    [many] { $count } нотаток
   *[other] { $count } нотатки
}
handover = Передача зміни
handover-none = Ще нічого не передано.
handover-edit = Редагувати нотатку для зміни
handover-overtaken = Тим часом її змінено ({ $name }):
handover-seen = Беру до відома

# A post
pinned = Закріплено
pin = Закріпити вгорі
unpin = Відкріпити
key-event = Ключова подія
key-event-not = Не ключова подія
label-set = Поставити позначку
copy-link = Копіювати посилання
placement = Час і місце
placement-about = Так змінюється місце допису для читачів. Коли його опубліковано, лишається в записі, і ця зміна також.
placement-time = За часом ({ $zone })
placement-over = Над іншим дописом
placement-under = Під іншим дописом
placement-published = Там, де його опубліковано
placement-at = Час
placement-other = Допис
revised = змінено
time-unknown = Час невідомий
withdraw = Відкликати
withdraw-several = { $count ->
    [one] Відкликати { $count } допис
    [few] Відкликати { $count } дописи
    [many] Відкликати { $count } дописів
   *[other] Відкликати { $count } допису
}
withdraw-about = Текст одразу зникне зі сторінки. На його місці стоятиме датована примітка з вашою причиною.
withdrawn-because = Відкликано:
redact = Вилучити
redact-post = Вилучити цей допис із журналу?
redact-ground = З якої причини? Читачі дізнаються лише це.
redact-legal = Цього вимагає закон
redact-safety = Це наражає когось на небезпеку
redact-privacy = Це чиєсь приватне життя
redact-meant = Я розумію, що ніхто не зможе це повернути.
redact-post-words = Текст зникне назавжди: усі версії, примітки й причина відкликання — зі сторінок, стрічок, пошуку, журналу та диска.
redact-post-desk = Чернетки, що його переглядають, і збережене під час зняття з публікації також зникнуть.
redact-post-media = Зображення й відео, яких не показує жоден інший допис, зникнуть разом із ним.
redact-post-stays = Місце, час і ця причина лишаться видимими. Головні пункти, заголовки та інші дописи з тим самим змістом не змінюються.
redact-backups = Попередні резервні копії ще містять його; наступна вже ні.
redacted-because = Вилучено з журналу:
unpublish = Зняти з публікації
unpublish-about = Допис відкликають із вашою причиною, а його текст лишається в новій чернетці.
reason = Причина для читачів
contributed = За участю: { $names }

# Writing
save-saved = Збережено
save-saving = Збереження…
save-offline = На цьому пристрої
save-conflict = Дві версії
save-refused = Лише на цьому пристрої
composer-close = Закрити
publish = Опублікувати
publish-change = Опублікувати зміну…
pin-it = Закріпити вгорі
submit = Подати
approve = Схвалити
return = Попросити змін
return-about = Чернетка повернеться до автора з вашою нотаткою.
recall = Забрати назад
schedule = Запланувати
time-schedule-at = Вийде о
time-schedule-do = Запланувати
unschedule = Не публікувати автоматично
embargo = Ембарго
time-embargo-at = Не раніше
time-embargo-do = Встановити ембарго
embargo-lift = Зняти ембарго
in-zone = За часом трансляції: { $zone }
share = Поділитися з…
share-about = Репортери й редактори трансляції вже бачать чернетку. Учасники бачать лише ті чернетки, якими з ними поділилися.
share-with = Поділитися
share-nobody = Немає учасників, з якими можна поділитися.
preview = Попередній перегляд
refused-hint = Ваш текст лишається на цьому пристрої. Скопіюйте потрібне, перш ніж піти.
refused-too-large = Це задовго для одного допису й не може бути збережене.
refused-too-large-hint = Текст зберігається на цьому пристрої. Скоротіть його, і решту буде збережено.
conflict = Дві версії не вдалося поєднати.
conflict-about = У редакторі версія із сервера. Ось чим відрізняється ваша; нічого не буде відкинуто, доки ви не виберете.
conflict-both = Залишити обидві
conflict-mine = Залишити мою
conflict-theirs = Залишити іншу
written-meanwhile = Хтось інший писав у цій чернетці, відколи показано різницю.
written-meanwhile-hint = Тепер у різниці є і їхній текст. Перегляньте її ще раз і опублікуйте.
merged = Хтось інший тим часом змінив цей допис.
merged-hint = Їхню зміну враховано. Перегляньте різницю ще раз і опублікуйте.
merged-not = Вона стосується того самого тексту, що й ваша, і її буде перезаписано. Перегляньте різницю: опублікуйте як є або скасуйте й урахуйте їхню зміну.
reminders = Перед публікацією
reminder-duplicate = Схоже на попередній допис: { $headline }
reminder-figure = Тут «{ $here }», раніше «{ $before }»
reminder-name = Тут «{ $here }», раніше «{ $before }»
reminder-alt = { $count ->
    [one] Зображення не каже тим, хто його не бачить, що на ньому.
    [few] Зображення { $number } не каже тим, хто його не бачить, що на ньому.
    [many] Зображення { $number } не каже тим, хто його не бачить, що на ньому.
   *[other] Зображення { $number } не каже тим, хто його не бачить, що на ньому.
}
reminder-credit = { $count ->
    [one] У зображення не вказано автора.
    [few] У зображення { $number } не вказано автора.
    [many] У зображення { $number } не вказано автора.
   *[other] У зображення { $number } не вказано автора.
}
reminder-link = Посилання на { $url }: { $problem }
earlier-post = Попередній допис
put-aside = Відкласти
notes = Нотатки
note-write = Напишіть нотатку; @ згадує когось
note-help = Лише для членів редакції. Читачі ніколи не бачать нотаток.
note-send = Додати нотатку
note-remove = Прибрати нотатку
mention-whom = Згадати

# A revision
revision-publish = Опублікувати зміну
revision-same = Нічого не змінено.
revision-kind = Що сказати читачам?
notice-correction = Виправлення
notice-correction-about = Щось було неправильно.
notice-clarification = Уточнення
notice-clarification-about = Щось можна було зрозуміти хибно.
notice-update = Оновлення
notice-update-about = Є новини.
notice-silent = Нічого
notice-silent-about = Друкарська помилка.
notice-text = Що сказано під дописом
notice-help = Скажіть, що було неправильно і як правильно.
publish-as-correction = Опублікувати як виправлення
publish-as-clarification = Опублікувати як уточнення
publish-as-update = Опублікувати як оновлення
publish-as-silent = Опублікувати без примітки
field-label = Позначка
field-headline = Заголовок
field-key_event = Ключова подія
field-byline = Підпис
field-contributors = Учасники
field-dateline = Місце
field-body = Текст
diff-added = додано:
diff-removed = прибрано:
diff-end = ,

# What was done
said-published = Опубліковано.
said-revised = Зміну опубліковано.
said-submitted = Подано.
said-approved = Схвалено.
said-returned = Попрошено змін.
said-recalled = Забрано назад.
said-scheduled = Заплановано.
said-unscheduled = Автоматично не вийде.
said-embargo = Ембарго встановлено.
said-embargo-lifted = Ембарго знято.
said-deleted = Видалено. Можна відновити з кошика.
said-shared = Доступ надано: { $name }.
said-withdrawn = Відкликано.
said-redacted = Вилучено. Триває стирання з диска.
said-unpublished = Відкликано; текст у цій чернетці.
said-pinned = Закріплено вгорі.
said-unpinned = Відкріплено.
said-key-event = Позначено як ключову подію.
said-no-key-event = Більше не ключова подія.
said-placed = Переміщено.
said-handover = Нотатку для зміни збережено.
said-saved = Збережено.
overtaken = Хтось інший тим часом це змінив. Тепер там: «{ $now }». Збережіть ще раз, щоб поставити свій варіант, або перезавантажте сторінку, щоб залишити чужий.
said-removed = Прибрано.
said-password = Пароль змінено.
said-bulk = { $left ->
    [0] Виконано: { $done }.
    [one] Виконано: { $done }; { $left } не вдалося, лишається вибраним.
    [few] Виконано: { $done }; { $left } не вдалося, лишаються вибраними.
    [many] Виконано: { $done }; { $left } не вдалося, лишаються вибраними.
   *[other] Виконано: { $done }; { $left } не вдалося, лишаються вибраними.
}
said-bulk-changed = { $count ->
    [one] { $count } чернетку доповнено, відколи ви її вибрали. Прочитайте її, перш ніж вибрати знову.
    [few] { $count } чернетки доповнено, відколи ви їх вибрали. Прочитайте їх, перш ніж вибрати знову.
    [many] { $count } чернеток доповнено, відколи ви їх вибрали. Прочитайте їх, перш ніж вибрати знову.
   *[other] { $count } чернетки доповнено, відколи ви їх вибрали. Прочитайте їх, перш ніж вибрати знову.
}

# Managing a coverage
manage-of = Керування: «{ $headline }»
back-to-coverage = До трансляції
manage-words = Заголовок і підзаголовок
manage-status = Стан
end-scheduled = Завершити, хоча дописи ще заплановано?
end-scheduled-do = Завершити
end-scheduled-about = { $count ->
    [one] { $count } допис заплановано на потім. Після завершення він не вийде: залишиться чернеткою, і автор про це дізнається.
    [few] { $count } дописи заплановано на потім. Після завершення вони не вийдуть: залишаться чернетками, і автори про це дізнаються.
    [many] { $count } дописів заплановано на потім. Після завершення вони не вийдуть: залишаться чернетками, і автори про це дізнаються.
   *[other] { $count } допису заплановано на потім. Після завершення вони не вийдуть: залишаться чернетками, і автори про це дізнаються.
}
status-note = Кілька слів читачам про це
status-note-help = Наприклад: «Повернемося о шостій ранку».
successor = Де триває історія
successor-help = Назва іншої тутешньої трансляції або адреса
manage-key-points = Головне
key-point = Головний пункт { $place }
key-point-empty = Порожній головний пункт
key-point-add = Додати головний пункт
key-point-remove = Прибрати головний пункт { $place }
key-point-post = Допис головного пункту { $place }
key-point-no-post = Без допису
older-post = Давніший допис
pinned-post = Закріплено вгорі
manage-lead = Зображення чи відео вгорі
lead-kind = Тип
lead-image = Зображення
lead-video = Відео
lead-media = Збережений файл (його ідентифікатор)
lead-alt = Що це показує, для тих, хто не бачить
lead-caption = Підпис
lead-credit = Автор
lead-title = Назва
lead-url = Адреса, де це можна подивитися
lead-poster = Зображення перед початком (його ідентифікатор)
lead-source = Хто це зняв
manage-further = Докладніше
article-empty = Порожній рядок
article-title = Назва статті { $place }
article-url = Адреса статті { $place }
article-add = Додати статтю
article-remove = Прибрати статтю { $place }
manage-settings = Налаштування
page-theme = Вигляд сторінки
page-theme-standard = Звичайний
page-theme-contrast = Висока контрастність
page-theme-evening = Вечірня газета
page-theme-unknown = { $name } (тут невідома: як звичайний)
page-theme-help = Відкриті сторінки змінюються за кілька секунд, текст унизу — після перезавантаження.
reporting = Репортери цієї трансляції
reporting-publish = публікують самі
reporting-submit = подають редакторові
manage-places = Команда цієї трансляції
place-add = Дати місце
place-take = Забрати місце: { $name }
embedding = На інших сайтах
embedding-about = Вставте один із цих кодів у сторінку іншого сайту. Там трансляція триває, а посилання в ній відкриваються окремо.
embedding-frame = Рамка сталої висоти (HTML)
embedding-element = Рамка, що росте разом із вмістом (HTML)
embedding-oembed = Адреса для сайтів, які питають самі (oEmbed)
embedding-not-yet = Там нічого не видно, доки ця трансляція не піде наживо.
inlets = Входи з чату
inlets-about = Те, що чат надсилає на адресу входу, стає тут чернеткою з нотаткою про автора. Хто має адресу, може створювати чернетки, і більше нічого.
inlet-new = Новий вхід
inlet-name-help = Наприклад, канал, для якого він; нотатки до його чернеток починаються з цього.
inlet-make = Створити
inlet-made = Скопіюйте адресу зараз: її більше не покажуть.
inlet-address = Адреса
inlet-slack = У застосунку вашого простору додайте слеш-команду з цією адресою як Request URL.
inlet-mattermost = У розділі інтеграцій додайте слеш-команду або вихідний вебхук із цією адресою як URL.
inlet-telegram = Дайте адресу ботові, який є в чаті, цим рядком із токеном самого бота.
inlet-telegram-line = Для Telegram
inlet-by = Створено: { $name }
inlet-delete-about = Відтепер усе надіслане на його адресу відхилятимуть. Чернетки, що надійшли через нього, лишаються.
feeds = Стрічки, за якими стежать
feeds-about = Нове з них пропонують усім, хто тут пише. Нічого з цього не публікується автоматично.
feed-address = Адреса стрічки RSS, Atom або JSON
feed-watch = Стежити
feed-problem = Минулого разу не прочитано. { $problem } Спроби повторюються самі, щоразу рідше. Якщо адреса змінилася, приберіть стрічку й стежте за новою адресою.
feed-read = Прочитати зараз
feed-read-of = Прочитати «{ $title }» зараз
said-feed-read = Прочитано.
said-feed-unread = Прочитати не вдалося.
feed-remove-about = Її більше не читатимуть, а її пропозиції зникнуть. Створені з них чернетки лишаються.
said-watched = Відтепер за «{ $title }» стежать.

# Trash, search, mentions
trash = Кошик
trash-about = Видалені чернетки зберігаються 30 днів.
trash-empty = Кошик порожній.
search = Пошук
search-words = Слова
search-in = Де
search-everywhere = Усі трансляції
search-kind = Що
search-all = Дописи й чернетки
search-nothing = Нічого не знайдено.
found = { $count ->
    [one] Знайдено { $count }
    [few] Знайдено { $count }
    [many] Знайдено { $count }
   *[other] Знайдено { $count }
}
mentions = Згадки
mentions-none = Вас іще ніхто не згадував.
unseen = { $count ->
    [one] { $count } не переглянута
    [few] { $count } не переглянуті
    [many] { $count } не переглянутих
   *[other] { $count } не переглянутої
}

# The library
library = Бібліотека
templates-about = З чого починається допис такого типу.
template-new = Новий шаблон
template-edit = Редагувати шаблон
template-remove-about = Він зникне для всієї редакції, і повернути його не можна. Дописи, розпочаті з нього, лишаються як є.
backgrounds = Контекст
backgrounds-about = Написано раз, використовується в багатьох дописах, змінюється в одному місці.
backgrounds-none = Блоків контексту ще немає.
background-new = Новий блок контексту
background-edit = Редагувати блок контексту
background-remove-about = { $count ->
    [0] Він зникне для всієї редакції, і повернути його не можна. Жоден допис його не містить.
    [one] Він зникне для всієї редакції, і повернути його не можна. { $count } допис, що його містить, збереже текст, але змінити його звідси вже не вдасться.
    [few] Він зникне для всієї редакції, і повернути його не можна. { $count } дописи, що його містять, збережуть текст, але змінити його звідси вже не вдасться.
    [many] Він зникне для всієї редакції, і повернути його не можна. { $count } дописів, що його містять, збережуть текст, але змінити його звідси вже не вдасться.
   *[other] Він зникне для всієї редакції, і повернути його не можна. { $count } допису, що його містять, збережуть текст, але змінити його звідси вже не вдасться.
}
background-used = { $count ->
    [one] У { $count } дописі
    [few] У { $count } дописах
    [many] У { $count } дописах
   *[other] У { $count } допису
}
background-will-revise = { $count ->
    [one] Збереження оновить його в { $count } дописі, що його містить.
    [few] Збереження оновить його в усіх { $count } дописах, що його містять.
    [many] Збереження оновить його в усіх { $count } дописах, що його містять.
   *[other] Збереження оновить його в усіх { $count } дописах, що його містять.
}
background-revised = { $count ->
    [0] Збережено.
    [one] Збережено; оновлюється { $count } допис.
    [few] Збережено; оновлюються { $count } дописи.
    [many] Збережено; оновлюється { $count } дописів.
   *[other] Збережено; оновлюється { $count } допису.
}
background-left = { $count ->
    [one] { $count } допис не вдалося змінити, у ньому ще старий текст.
    [few] { $count } дописи не вдалося змінити, у них ще старий текст.
    [many] { $count } дописів не вдалося змінити, у них ще старий текст.
   *[other] { $count } допису не вдалося змінити, у них ще старий текст.
}

# Members
members = Члени редакції
last-seen = Востаннє
member-disabled = Закрито
member-disable = Закрити обліковий запис
member-enable = Знову відкрити обліковий запис
recovery-link = Посилання для повернення
recovery-link-about = Надішліть його: { $name }. Ним можна скористатися раз, і більше його не покажуть.
invitations = Запрошення
invitation-withdraw = Відкликати
invite = Запросити
invite-do = Створити посилання
invite-coverages = Місце в
invite-made = Надішліть це посилання на { $email }. Ним можна скористатися раз, і більше його не покажуть.

# Who is told: webhooks
webhooks = Вебхуки
webhooks-about = Інші сервери дізнаються про опубліковане, щойно це стається: про кожну зміну після виходу, з підписом, по порядку й повторно, доки її не приймуть.
webhooks-none = Вебхуків ще немає. Створіть для сервера, який хоче знати.
webhook-new = Новий вебхук
webhook-name = Для чого він
webhook-url = Адреса
webhook-url-help = Куди надсилаються зміни: публічна адреса, найкраще з https.
webhook-coverage = Зміни в
webhook-kinds = Які зміни
webhook-kinds-every = Усіх видів, також із пізніших версій
webhook-kinds-some = Лише ці:
webhook-kinds-all = усі види змін
webhook-kinds-count = { $count ->
    [one] { $count } вид змін
    [few] { $count } види змін
    [many] { $count } видів змін
   *[other] { $count } виду змін
}
webhook-make = Створити
webhook-edit = Редагувати вебхук
webhook-running = Працює
webhook-retrying = Нова спроба
webhook-retry-in = Зміну буде надіслано знову: { $when }.
webhook-retry-about = { $event }, seq { $seq }, трансляція { $coverage }: надіслано { $attempts ->
    [one] { $attempts } раз
    [few] { $attempts } рази
    [many] { $attempts } разів
   *[other] { $attempts } разу
} і не прийнято. Наступні зміни чекають, тож нічого не загубиться. Подбайте про сервер або про адресу в розділі «Редагувати».
webhook-retry-now = Спробувати зараз
webhook-retry-now-of = Спробувати «{ $name }» зараз
webhook-stopped = Зупинено
webhook-stopped-since = Зупинено з
webhook-stopped-about = Він продовжить з того самого місця, тож нічого не загубиться. Подбайте про сервер і дайте вебхуку продовжити.
webhook-ping = Перевірити
webhook-ping-of = Перевірити «{ $name }»
webhook-ping-well = Надіслано пробне повідомлення, відповідь: { $status }.
webhook-ping-ill = Надіслано пробне повідомлення, але воно не дійшло як слід.
webhook-resume = Продовжити
webhook-resume-of = Продовжити «{ $name }»
webhook-deliveries = Надіслане
webhook-deliveries-of = Що надіслано «{ $name }»
webhook-replay = Надіслати знову…
webhook-replay-title = Надіслати знову з певного місця
webhook-replay-about = Кожна зміна трансляції має номер, seq. Вебхук продовжить після того, який ви вкажете: з 0 йому знову надішлють усе, з більшим номером пропустять те, що між ними. Те, що вже надсилали, має той самий webhook-id, що й тоді.
webhook-replay-after = Після seq
webhook-replay-do = Продовжити звідти
webhook-secret = Секрет
webhook-secret-of = Секрет «{ $name }»
webhook-secret-new = Новий секрет…
webhook-secret-renew = Створити інший секрет для «{ $name }»?
webhook-secret-renew-about = Повідомлення одразу підписуються новим. Сервер відхилятиме їх, доки не знатиме його; тим часом їх надсилатимуть знову.
webhook-secret-do = Створити
webhook-secret-made = Скопіюйте його зараз: більше його не покажуть.
webhook-verify = Сервер вважає повідомлення нашим, якщо його заголовок webhook-signature — це «v1,» і Base64 від HMAC-SHA256 над цими трьома, з крапками між ними:
webhook-verify-key = Ключ — це те, що після «whsec_», розкодоване з Base64. Це Standard Webhooks; для нього є бібліотеки:
webhook-delete-about = Туди більше нічого не надсилатимуть, і відомості про нього тут теж зникнуть. Повернути його не можна.
said-webhook-resumed = Продовжує.
change-coverage_opened = Трансляцію відкрито
change-headline_changed = Заголовок змінено
change-standfirst_changed = Підзаголовок змінено
change-settings_changed = Налаштування змінено
change-theme_changed = Вигляд змінено
change-status_changed = Стан змінено
change-successor_changed = Продовження змінено
change-lead_changed = Зображення чи відео вгорі змінено
change-key_points_changed = Головні пункти змінено
change-go_deeper_changed = Інші статті змінено
change-post_published = Допис опубліковано
change-post_revised = Допис змінено
change-post_withdrawn = Допис відкликано
change-post_placed = Допис переміщено
change-post_pinned = Допис закріплено
change-post_unpinned = Допис відкріплено
change-post_redacted = Допис вилучено
change-medium_redacted = Зображення або відео вилучено
deliveries-none = За останні 30 днів нічого не надсилали.
deliveries-about = Останні 30 днів, найновіші перші, щонайбільше 200.
delivery-at = Коли
delivery-event = Подія
delivery-place = Трансляція і seq
delivery-attempts = Спроби
delivery-answer = Відповідь
delivery-taken = Прийнято
delivery-refused = Не прийнято
delivery-coverage-gone = трансляція, якої вже немає
refresh = Глянути знову

# Coverages of other servers
followings = Трансляції інших серверів
followings-short = Інші сервери
followings-about = Трансляції інших серверів, які показано й тут. Кожну зміну перевіряють, перш ніж її побачать читачі: вона має бути тим, що підписало джерело. Тут у них ніхто не пише.
followings-none = Жодної трансляції іншого сервера тут ще не повторюють.
follow-new = Повторювати трансляцію
follow-source = Адреса трансляції
follow-source-help = Її сторінка для читачів на іншому сервері, з /live/ в адресі. Ключ, яким там підписують зараз, закріплюється: те, що надходить, має бути підписане ним або тим, якому він передасть підпис.
follow-slug = Назва в адресі тут
follow-slug-help = Якщо не вказати, вона зветься так само, як там.
follow-do = Повторювати
follow-asking = Запитуємо джерело…
follow-asking-about = Запитуємо джерело, хто там підписує. Це може тривати пів хвилини.
following-state-following = Повторюється
following-state-stopped = Зупинено
following-state-left = Більше не повторюється
following-source = Джерело
following-verified = Перевірено змін
following-verified-last = Востаннє перевірено
following-not-yet = ще ні
following-nothing-since = Нічого не надходить з
following-nothing-about = Спроби повторюються самі. Перевірене раніше лишається.
following-stopped-since = Зупинено з
following-stopped-about = Перевірене раніше лишається, і читачі його бачать. З’ясуйте це разом із тими, хто тримає джерело, а тоді дайте трансляції продовжити, з ключем, яким там підписуватимуть.
following-key = Закріплений ключ
following-key-about = Ті, хто тримає джерело, можуть сказати, чи це їхній ключ.
following-go-on = Продовжити
following-leave = Більше не повторювати
following-leave-it = Більше не повторювати «{ $name }»?
following-leave-about = Те, що надійшло, лишається звичайною трансляцією цього сервера: у ній сказано, звідки вона, і в неї можна писати. З джерела більше нічого не надходить.
following-leave-nothing = З неї ще нічого не надійшло, тож тут нічого не лишиться.
said-followed = «{ $name }» повторюється.
said-following-resumed = «{ $name }» знову повторюється, якщо те, що каже джерело, тепер правильне.
said-left = «{ $name }» більше не повторюється.

# Who did what
audit = Журнал
audit-at = Коли
audit-who = Хто
audit-what = Що
audit-where = Трансляція
audit-nobody = Сервер

# Oneself
me = Ви
me-of = Ви, { $name }
about-you = Про вас
further = Інше
theme = Вигляд
theme-system = Як у системі
theme-light = Світлий
theme-dark = Темний
desk-language = Мова редакції
desk-language-browser = Як у браузері
passkeys = Ключі доступу
passkeys-about = Ключ доступу дає увійти без пароля: пальцем, обличчям або кодом пристрою.
passkey-add = Додати ключ доступу
passkey-remove-about = Ви більше не зможете з ним увійти. Пристрій може й далі його пропонувати, доки ви не видалите його й там.
sessions = Де ви увійшли
session-this = Цей
session-seen = Востаннє
session-end = Вийти там
browser-unknown = Браузер
tokens = Токени
tokens-about = Для програм, що користуються API від вашого імені, щонайбільше з вашими правами.
token = Токен
token-new = Новий токен
token-name = Для чого він
token-scopes = Що він дозволяє
token-coverage = Де
token-make = Створити
token-made = Скопіюйте його зараз: більше його не покажуть.
token-revoke = Скасувати токен
token-revoke-it = Скасувати «{ $name }»?
token-revoke-about = Програми, що ним користуються, відтепер отримають відмову. Повернути його не можна; можна створити інший.
scope-read = Читання
scope-read-about = трансляції та дописи
scope-draft = Чернетки
scope-draft-about = писати чернетки й подавати їх
scope-publish = Публікація
scope-publish-about = публікувати, змінювати, відкликати
scope-manage = Керування
scope-manage-about = сама трансляція і хто має в ній місце
scope-admin = Адміністрування
scope-admin-about = члени редакції, запрошення, токени

# Pictures and films
media-choose = Вибрати з бібліотеки
media-look = Слова з назви чи опису
media-kind = Тип
media-kind-all = Усі
media-kind-image = Зображення
media-kind-film = Відео
media-none = У бібліотеці немає нічого такого типу.
media-found = { $count ->
    [one] Показано { $count }.
    [few] Показано { $count }.
    [many] Показано { $count }.
   *[other] Показано { $count }.
}
media-more = Показати давніші
media-insert = { $count ->
    [0] Вставити
    [one] Вставити { $count }
    [few] Вставити { $count }
    [many] Вставити { $count }
   *[other] Вставити { $count }
}
media-edit-of = Редагувати { $name }
media-edit = Що про це сказано
media-alt = Що на зображенні
media-caption = Підпис
media-credit = Автор
media-source = Джерело
media-rights = Права
media-public = Опубліковано
media-size = { $width } × { $height }
media-delete-it = Видалити «{ $name }»?
media-delete-about = Воно зникне для всіх, також із чернеток, де його показано. Опубліковане лишається.
media-said-saved = Збережено.
media-said-deleted = Видалено.
media-redact-it = Прибрати «{ $name }» для всіх?
redact-media-files = Усі файли зникнуть назавжди, в усіх розмірах. Хто їх запитає, дізнається, що їх видалено.
redact-media-posts = Його буде прибрано з кожного допису, що його показує; ці дописи отримають датовану примітку.
redact-media-words = Те, що про нього кажуть попередні версії дописів, залишиться; вилучіть ці дописи, щоб прибрати й це.
media-said-redacted = Вилучено. Триває прибирання з дописів, що його показують.
media-not-converted = { $name } — зображення у форматі, якого цей браузер не читає.
media-not-converted-hint = Відкрийте редакцію в Safari, що читає HEIC, або збережіть зображення як JPEG.

# Keys
keyboard-help = Клавіатура
keyboard-note = Окремі літери діють, коли ви не друкуєте.
keys-publish = Опублікувати або подати
keys-tools = Від тексту до форматування
keys-new = Написати допис
keys-search = Пошук
keys-next = Наступний допис
keys-previous = Попередній допис
keys-edit = Редагувати допис, на якому фокус
keys-help = Цей перелік
keys-close = Закрити відкрите
