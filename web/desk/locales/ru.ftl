# Всё, что говорит редакция. Словарь: docs/languages.md.

desk-name = Редакция Stet
skip = Перейти к содержимому
navigation = Редакция
navigation-phone = Редакция, кратко
again = Попробовать ещё раз
cancel = Отмена
close = Закрыть
done = Готово
save = Сохранить
add = Добавить
remove = Убрать
delete = Удалить
restore = Восстановить
more = Ещё
more-of = Ещё для «{ $name }»
edit = Изменить
edit-of = Изменить «{ $name }»
remove-of = Убрать «{ $name }»
delete-of = Удалить «{ $name }»
delete-it = Удалить «{ $name }»?
remove-it = Убрать «{ $name }»?
copy = Копировать
copied = Скопировано.
link = Ссылка
name = Название
title = Заголовок
none = Нет
never = Никогда
or = или
made = Создано
expires = Действует до
in-days = Через { $days } дн.
older = Показать более ранние
choose = Выбрать «{ $name }»
choose-one = Выберите…
choose-several = Выбрать несколько
chosen = Выбрано: { $count }
move-up = Переместить «{ $name }» выше
move-down = Переместить «{ $name }» ниже
moved-to = «{ $name }» теперь { $place } из { $of }.
screen-missing = Этот экран не сохранён на устройстве. Он откроется, когда появится соединение.
nowhere = Здесь ничего нет
nowhere-hint = Такого экрана нет. Возможно, адрес обрезан или того, куда он вёл, больше нет.
fault-offline = Сервер недоступен.
fault-offline-hint = То, что вы пишете, хранится на этом устройстве и будет отправлено, когда появится соединение.
fault-unreadable = Сервер ответил { $status }, не объяснив почему.
fault-unreadable-hint = Попробуйте ещё раз; если не проходит, попросите того, кто отвечает за сервер, заглянуть в его журнал.
fault-broken = Что-то пошло не так в самой редакции.
fault-broken-hint = Перезагрузите страницу; ничего из написанного не потеряно.
fault-no-words = Под заголовком нет текста.
fault-no-words-hint = Напишите хотя бы одно предложение: один заголовок — ещё не запись.
fault-slug-taken = Здесь уже есть трансляция с таким именем.
fault-slug-taken-hint = Выберите другое имя для её адреса здесь.

# Coming in
sign-in = Войти
sign-in-setup = У этой редакции ещё нет владельца. При запуске сервер вывел одноразовую ссылку: откройте её.
sign-in-oidc = Войти через { $name }
sign-in-passkey = Войти с ключом доступа
sign-in-forgotten = Если вы не можете войти, владелец вашей редакции может создать для вас ссылку.
refusal-not_a_member = Здесь ни у кого нет адреса, с которым вы вошли.
refusal-hint-not_a_member = Попросите владельца редакции пригласить вас с этим адресом.
refusal-unverified_email = Ваш электронный адрес там не подтверждён.
refusal-hint-unverified_email = Подтвердите его там, где ведётся ваша учётная запись, и войдите снова.
refusal-provider_unavailable = Служба входа вашей редакции не отвечает.
refusal-hint-provider_unavailable = Попробуйте через минуту или воспользуйтесь паролем или ключом доступа.
refusal-sign_in_expired = Вход занял слишком много времени, или страница была загружена дважды.
refusal-hint-sign_in_expired = Начните сначала.
refusal-other = Войти не удалось.
refusal-hint-other = Попробуйте ещё раз или воспользуйтесь паролем или ключом доступа. Если не проходит, обратитесь к тому, кто отвечает за сервер.
sign-out = Выйти
email = Электронная почта
password = Пароль
password-help = Не менее 12 знаков. Хорошо подойдёт предложение.
password-change = Сменить пароль
password-set = Задать пароль
password-current = Прежний пароль
password-new = Новый пароль
your-name = Ваше имя
enter = Войти
come-again = Как вы будете входить впредь?
by-password = С паролем
by-passkey = С ключом доступа на этом устройстве
link-setup = Добро пожаловать в Stet
link-setup-text = Вы станете владельцем этой редакции.
link-invitation = Вас пригласили
link-invitation-text = Вас приглашают в эту редакцию, роль: { $role }.
link-recovery = Возвращение
link-recovery-text = Выберите, как вы будете входить впредь. Ваша роль, { $role }, остаётся, и всё прежнее на месте.
link-incomplete = Эта ссылка неполная.
link-incomplete-hint = Скопируйте её целиком, вместе с тем, что после «#». Ссылкой можно воспользоваться один раз.
passkey-first = Первое устройство
passkey-named = { $device } на этом устройстве
passkey-declined = Ключ доступа не был использован.
passkey-declined-hint = Попробуйте ещё раз или выберите другой способ.

# Roles
role = Роль
role-of = Роль: { $name }
role-owner = Владелец
role-owner-about = Имеет доступ ко всему и заботится о сотрудниках.
role-editor = Редактор
role-editor-about = Публикует, перерабатывает, отзывает и управляет там, где имеет место; открывает трансляции.
role-reporter = Репортёр
role-reporter-about = Пишет, видит все черновики, публикует или подаёт, как принято в трансляции.
role-contributor = Участник
role-contributor-about = Пишет и подаёт; видит только свои черновики.
role-viewer = Читатель
role-viewer-about = Читает опубликованные записи и видит, кто здесь.

# Coverages
coverages = Трансляции
coverages-all = Все трансляции
coverages-none = У вас ещё нет места ни в одной трансляции. Его может дать редактор.
coverages-none-yet = Трансляций пока нет. Откройте первую.
coverage-open = Новая трансляция
coverage-open-do = Открыть
coverage-open-live = Сразу показать читателям
coverage-has-ended = Эта трансляция завершена; новые записи не принимаются, пока она снова не выйдет в эфир.
coverage-is-followed = Эта трансляция идёт с { $host }; пишут в неё только там.
coverage-source = К источнику
posts-count = { $count ->
    [one] { $count } запись
    [few] { $count } записи
    [many] { $count } записей
   *[other] { $count } записи
}
headline = Заголовок
standfirst = Подзаголовок
slug = Имя в адресе
slug-form = a–z, 0–9 и одиночные дефисы между ними
language = Язык
language-help = Код, например en, ru или pt-BR
zone = Часовой пояс
status-draft = Черновик
status-live = Онлайн
status-paused = Пауза
status-ended = Завершена
status-published = Опубликовано
status-withdrawn = Отозвано
status-redacted = Изъято
status-submitted = Подано
status-changes_requested = Нужны правки
status-approved = Одобрено
status-scheduled = Запланировано

# A coverage
page = Страница для читателей
manage = Управление
panes = Части редакции
pane-write = Писать
pane-posts = Записи
pane-drafts = Черновики
pane-desk = Редакция
desk = Редакция
composer = Редактор текста
posts = Записи
posts-none = Пока ничего не опубликовано.
drafts = Черновики
line-connecting = Соединение…
line-live = Всё обновлено
line-lost = Нет соединения
here = Сейчас здесь
here-nobody = Больше здесь никого нет.
here-writing = { $name }, пишет
in-draft = в
post-came = Новая запись: { $headline }
mention-came = Вас упомянули: { $name }.
mention-own = К одному из ваших черновиков есть заметка для вас.
new-post = Написать запись…
templates = Шаблоны
column-draft = Черновики
column-draft-none = Черновиков нет.
column-submitted = На проверке
column-submitted-none = Ничто не ждёт редактора.
column-scheduled = Запланировано
column-scheduled-none = Ничего не запланировано.
suggestions = Предложения
suggestions-none = В отслеживаемых лентах ничего нового.
feeds-broken = { $count ->
    [one] { $count } лента не прочитана
    [few] { $count } ленты не прочитаны
    [many] { $count } лент не прочитано
   *[other] { $count } ленты не прочитано
}
feed-broken = «{ $title }» сейчас не читается. { $problem }
feed-broken-manage = Посмотреть в разделе «Управление»
feed-broken-ask = Об этом может позаботиться тот, кто управляет трансляцией.
suggestion-draft = Создать черновик
suggestion-draft-of = Создать черновик из «{ $title }»
suggestion-dismiss = Отложить
suggestion-dismiss-of = Отложить «{ $title }»
suggestion-read = { $title } (откроется в новой вкладке)
said-put-aside = Отложено для всех в этой трансляции.
draft-unnamed = Без заголовка
draft-local = На этом устройстве
draft-unreadable = Текст, сохранённый на этом устройстве
draft-unreadable-remove = Убрать этот текст?
draft-unreadable-remove-about = Он есть только в этом браузере, и никто не сможет его вернуть. Сначала скопируйте то, чего не хватает.
draft-unreadable-about = Он написан в другой версии редакции, и эта не может его открыть. Скопируйте то, чего не хватает, в черновик. Он останется здесь, пока вы его не уберёте.
draft-revision = Новая версия
notes-count = { $count ->
    [one] { $count } заметка
    [few] { $count } заметки
    [many] { $count } заметок
   *[other] { $count } заметки
}
handover = Передача смены
handover-none = Пока ничего не передано.
handover-edit = Изменить заметку для смены
handover-overtaken = Тем временем её изменили ({ $name }):
handover-seen = Принимаю к сведению

# A post
pinned = Закреплено
pin = Закрепить наверху
unpin = Открепить
key-event = Ключевое событие
key-event-not = Не ключевое событие
label-set = Поставить метку
copy-link = Копировать ссылку
placement = Время и место
placement-about = Так меняется место записи для читателей. Когда она была опубликована, остаётся в летописи, и это изменение тоже.
placement-time = По времени ({ $zone })
placement-over = Над другой записью
placement-under = Под другой записью
placement-published = Там, где её опубликовали
placement-at = Время
placement-other = Запись
revised = изменено
time-unknown = Время неизвестно
withdraw = Отозвать
withdraw-several = { $count ->
    [one] Отозвать { $count } запись
    [few] Отозвать { $count } записи
    [many] Отозвать { $count } записей
   *[other] Отозвать { $count } записи
}
withdraw-about = Текст сразу исчезнет со страницы. На его месте будет датированное примечание с вашей причиной.
withdrawn-because = Отозвано:
redact = Изъять
redact-post = Изъять эту запись из журнала?
redact-ground = По какой причине? Читатели узнают только это.
redact-legal = Этого требует закон
redact-safety = Это подвергает кого-то опасности
redact-privacy = Это чья-то частная жизнь
redact-meant = Я понимаю, что никто не сможет это вернуть.
redact-post-words = Текст исчезнет навсегда: все версии, примечания и причина отзыва — со страниц, из лент, поиска, журнала и с диска.
redact-post-desk = Черновики, в которых она перерабатывается, и сохранённое при снятии с публикации тоже исчезнут.
redact-post-media = Изображения и видео, которых не показывает ни одна другая запись, исчезнут вместе с ней.
redact-post-stays = Место, время и эта причина останутся видны. Главные пункты, заголовки и другие записи с тем же содержанием не меняются.
redact-backups = Прежние резервные копии ещё содержат её; следующая уже нет.
redacted-because = Изъято из журнала:
unpublish = Снять с публикации
unpublish-about = Запись отзывается с вашей причиной, а её текст сохраняется в новом черновике.
reason = Причина для читателей
contributed = При участии: { $names }

# Writing
save-saved = Сохранено
save-saving = Сохранение…
save-offline = На этом устройстве
save-conflict = Две версии
save-refused = Только на этом устройстве
composer-close = Закрыть
publish = Опубликовать
publish-change = Опубликовать изменение…
pin-it = Закрепить наверху
submit = Подать
approve = Одобрить
return = Попросить правок
return-about = Черновик вернётся к автору с вашей заметкой.
recall = Забрать обратно
schedule = Запланировать
time-schedule-at = Выйдет в
time-schedule-do = Запланировать
unschedule = Не публиковать автоматически
embargo = Эмбарго
time-embargo-at = Не раньше
time-embargo-do = Установить эмбарго
embargo-lift = Снять эмбарго
in-zone = По времени трансляции: { $zone }
share = Поделиться с…
share-about = Репортёры и редакторы трансляции уже видят черновик. Участники видят только те черновики, которыми с ними поделились.
share-with = Поделиться
share-nobody = Нет участников, с которыми можно поделиться.
preview = Предпросмотр
refused-hint = Ваш текст остаётся на этом устройстве. Скопируйте нужное, прежде чем уйти.
refused-too-large = Это слишком длинно для одной записи и не может быть сохранено.
refused-too-large-hint = Текст хранится на этом устройстве. Сократите его, и остальное будет сохранено.
conflict = Две версии не удалось объединить.
conflict-about = В редакторе стоит версия с сервера. Вот чем отличается ваша; ничего не будет отброшено, пока вы не выберете.
conflict-both = Оставить обе
conflict-mine = Оставить мою
conflict-theirs = Оставить другую
written-meanwhile = Кто-то другой писал в этом черновике с тех пор, как была показана разница.
written-meanwhile-hint = Теперь в разнице есть и его текст. Посмотрите её ещё раз и публикуйте.
merged = Кто-то другой тем временем изменил эту запись.
merged-hint = Его изменение учтено. Посмотрите разницу ещё раз и публикуйте.
merged-not = Оно касается того же текста, что и ваше, и будет перезаписано. Посмотрите разницу: опубликуйте как есть или отмените и учтите чужое изменение.
reminders = Перед публикацией
reminder-duplicate = Похоже на более раннюю запись: { $headline }
reminder-figure = Здесь «{ $here }», раньше «{ $before }»
reminder-name = Здесь «{ $here }», раньше «{ $before }»
reminder-alt = { $count ->
    [one] Изображение не говорит тем, кто его не видит, что на нём.
    [few] Изображение { $number } не говорит тем, кто его не видит, что на нём.
    [many] Изображение { $number } не говорит тем, кто его не видит, что на нём.
   *[other] Изображение { $number } не говорит тем, кто его не видит, что на нём.
}
reminder-credit = { $count ->
    [one] У изображения не указан автор.
    [few] У изображения { $number } не указан автор.
    [many] У изображения { $number } не указан автор.
   *[other] У изображения { $number } не указан автор.
}
reminder-link = Ссылка на { $url }: { $problem }
earlier-post = Более ранняя запись
put-aside = Отложить
notes = Заметки
note-write = Напишите заметку; @ упоминает кого-то
note-help = Только для сотрудников. Читатели никогда не видят заметок.
note-send = Добавить заметку
note-remove = Убрать заметку
mention-whom = Упомянуть

# A revision
revision-publish = Опубликовать изменение
revision-same = Ничего не изменено.
revision-kind = Что сказать читателям?
notice-correction = Исправление
notice-correction-about = Что-то было неверно.
notice-clarification = Уточнение
notice-clarification-about = Что-то можно было понять неправильно.
notice-update = Обновление
notice-update-about = Есть новости.
notice-silent = Ничего
notice-silent-about = Опечатка.
notice-text = Что сказано под записью
notice-help = Скажите, что было неверно и как верно.
publish-as-correction = Опубликовать как исправление
publish-as-clarification = Опубликовать как уточнение
publish-as-update = Опубликовать как обновление
publish-as-silent = Опубликовать без примечания
field-label = Метка
field-headline = Заголовок
field-key_event = Ключевое событие
field-byline = Подпись
field-contributors = Участники
field-dateline = Место
field-body = Текст
diff-added = добавлено:
diff-removed = убрано:
diff-end = ,

# What was done
said-published = Опубликовано.
said-revised = Изменение опубликовано.
said-submitted = Подано.
said-approved = Одобрено.
said-returned = Запрошены правки.
said-recalled = Забрано обратно.
said-scheduled = Запланировано.
said-unscheduled = Автоматически не выйдет.
said-embargo = Эмбарго установлено.
said-embargo-lifted = Эмбарго снято.
said-deleted = Удалено. Можно восстановить из корзины.
said-shared = Доступ открыт: { $name }.
said-withdrawn = Отозвано.
said-redacted = Изъято. Идёт стирание с диска.
said-unpublished = Отозвано; текст в этом черновике.
said-pinned = Закреплено наверху.
said-unpinned = Откреплено.
said-key-event = Отмечено как ключевое событие.
said-no-key-event = Больше не ключевое событие.
said-placed = Перемещено.
said-handover = Заметка для смены сохранена.
said-saved = Сохранено.
overtaken = Кто-то другой тем временем это изменил. Теперь там: «{ $now }». Сохраните ещё раз, чтобы поставить свой вариант, или перезагрузите страницу, чтобы оставить чужой.
said-removed = Убрано.
said-password = Пароль изменён.
said-bulk = { $left ->
    [0] Выполнено: { $done }.
    [one] Выполнено: { $done }; { $left } не удалось, остаётся выбранным.
    [few] Выполнено: { $done }; { $left } не удалось, остаются выбранными.
    [many] Выполнено: { $done }; { $left } не удалось, остаются выбранными.
   *[other] Выполнено: { $done }; { $left } не удалось, остаются выбранными.
}
said-bulk-changed = { $count ->
    [one] { $count } черновик был дополнен с тех пор, как вы его выбрали. Прочитайте его, прежде чем выбирать снова.
    [few] { $count } черновика были дополнены с тех пор, как вы их выбрали. Прочитайте их, прежде чем выбирать снова.
    [many] { $count } черновиков были дополнены с тех пор, как вы их выбрали. Прочитайте их, прежде чем выбирать снова.
   *[other] { $count } черновика были дополнены с тех пор, как вы их выбрали. Прочитайте их, прежде чем выбирать снова.
}

# Managing a coverage
manage-of = Управление: «{ $headline }»
back-to-coverage = К трансляции
manage-words = Заголовок и подзаголовок
manage-status = Статус
end-scheduled = Завершить, хотя записи ещё запланированы?
end-scheduled-do = Завершить
end-scheduled-about = { $count ->
    [one] { $count } запись запланирована на потом. После завершения она не выйдет: останется черновиком, и автор об этом узнает.
    [few] { $count } записи запланированы на потом. После завершения они не выйдут: останутся черновиками, и авторы об этом узнают.
    [many] { $count } записей запланировано на потом. После завершения они не выйдут: останутся черновиками, и авторы об этом узнают.
   *[other] { $count } записи запланировано на потом. После завершения они не выйдут: останутся черновиками, и авторы об этом узнают.
}
status-note = Несколько слов читателям об этом
status-note-help = Например: «Вернёмся в шесть утра».
successor = Где продолжается история
successor-help = Имя другой здешней трансляции или адрес
manage-key-points = Главное
key-point = Главный пункт { $place }
key-point-empty = Пустой главный пункт
key-point-add = Добавить главный пункт
key-point-remove = Убрать главный пункт { $place }
key-point-post = Запись главного пункта { $place }
key-point-no-post = Без записи
older-post = Более ранняя запись
pinned-post = Закреплено наверху
manage-lead = Изображение или видео наверху
lead-kind = Тип
lead-image = Изображение
lead-video = Видео
lead-media = Сохранённый файл (его идентификатор)
lead-alt = Что там видно, для тех, кто не видит
lead-caption = Подпись
lead-credit = Автор
lead-title = Название
lead-url = Адрес, где это можно посмотреть
lead-poster = Изображение перед началом (его идентификатор)
lead-source = Кто это снял
manage-further = Подробнее
article-empty = Пустая строка
article-title = Название статьи { $place }
article-url = Адрес статьи { $place }
article-add = Добавить статью
article-remove = Убрать статью { $place }
manage-settings = Настройки
page-theme = Вид страницы
page-theme-standard = Обычный
page-theme-contrast = Высокая контрастность
page-theme-evening = Вечерняя газета
page-theme-unknown = { $name } (здесь неизвестна: как обычный)
page-theme-help = Открытые страницы меняются за секунды, текст внизу — при следующей загрузке.
reporting = Репортёры этой трансляции
reporting-publish = публикуют сами
reporting-submit = подают редактору
manage-places = Команда этой трансляции
place-add = Дать место
place-take = Забрать место: { $name }
embedding = На других сайтах
embedding-about = Вставьте один из этих кодов в страницу другого сайта. Там трансляция идёт дальше, а ссылки в ней открываются отдельно.
embedding-frame = Рамка постоянной высоты (HTML)
embedding-element = Рамка, которая растёт вместе с содержимым (HTML)
embedding-oembed = Адрес для сайтов, которые спрашивают сами (oEmbed)
embedding-not-yet = Там ничего не видно, пока эта трансляция не выйдет в эфир.
inlets = Входы из чата
inlets-about = То, что чат присылает на адрес входа, становится здесь черновиком с заметкой об авторе. У кого есть адрес, может создавать черновики, и больше ничего.
inlet-new = Новый вход
inlet-name-help = Например, канал, для которого он; заметки к его черновикам начинаются с этого.
inlet-make = Создать
inlet-made = Скопируйте адрес сейчас: больше он показан не будет.
inlet-address = Адрес
inlet-slack = В приложении вашего пространства добавьте слэш-команду с этим адресом как Request URL.
inlet-mattermost = В разделе интеграций добавьте слэш-команду или исходящий вебхук с этим адресом как URL.
inlet-telegram = Дайте адрес боту, который есть в чате, этой строкой с токеном самого бота.
inlet-telegram-line = Для Telegram
inlet-by = Создано: { $name }
inlet-delete-about = Отныне всё, что придёт на его адрес, будет отклонено. Черновики, пришедшие через него, остаются.
feeds = Отслеживаемые ленты
feeds-about = Новое из них предлагается всем, кто здесь пишет. Ничто из этого не публикуется автоматически.
feed-address = Адрес ленты RSS, Atom или JSON
feed-watch = Отслеживать
feed-problem = В прошлый раз не прочитано. { $problem } Попытки повторяются сами, каждый раз реже. Если адрес изменился, уберите ленту и отслеживайте новый адрес.
feed-read = Прочитать сейчас
feed-read-of = Прочитать «{ $title }» сейчас
said-feed-read = Прочитано.
said-feed-unread = Прочитать не удалось.
feed-remove-about = Её больше не будут читать, а её предложения исчезнут. Созданные из них черновики остаются.
said-watched = Теперь «{ $title }» отслеживается.

# Trash, search, mentions
trash = Корзина
trash-about = Удалённые черновики хранятся 30 дней.
trash-empty = Корзина пуста.
search = Поиск
search-words = Слова
search-in = Где
search-everywhere = Все трансляции
search-kind = Что
search-all = Записи и черновики
search-nothing = Ничего не найдено.
found = { $count ->
    [one] Найдено { $count }
    [few] Найдено { $count }
    [many] Найдено { $count }
   *[other] Найдено { $count }
}
mentions = Упоминания
mentions-none = Вас ещё никто не упоминал.
unseen = { $count ->
    [one] { $count } непросмотренное
    [few] { $count } непросмотренных
    [many] { $count } непросмотренных
   *[other] { $count } непросмотренного
}

# The library
library = Библиотека
templates-about = С чего начинается запись такого типа.
template-new = Новый шаблон
template-edit = Изменить шаблон
template-remove-about = Он исчезнет для всей редакции, и вернуть его нельзя. Записи, начатые с него, остаются как есть.
backgrounds = Контекст
backgrounds-about = Написано один раз, используется во многих записях, меняется в одном месте.
backgrounds-none = Блоков контекста пока нет.
background-new = Новый блок контекста
background-edit = Изменить блок контекста
background-remove-about = { $count ->
    [0] Он исчезнет для всей редакции, и вернуть его нельзя. Ни одна запись его не содержит.
    [one] Он исчезнет для всей редакции, и вернуть его нельзя. { $count } запись, которая его содержит, сохранит текст, но изменить его отсюда уже не получится.
    [few] Он исчезнет для всей редакции, и вернуть его нельзя. { $count } записи, которые его содержат, сохранят текст, но изменить его отсюда уже не получится.
    [many] Он исчезнет для всей редакции, и вернуть его нельзя. { $count } записей, которые его содержат, сохранят текст, но изменить его отсюда уже не получится.
   *[other] Он исчезнет для всей редакции, и вернуть его нельзя. { $count } записи, которые его содержат, сохранят текст, но изменить его отсюда уже не получится.
}
background-used = { $count ->
    [one] В { $count } записи
    [few] В { $count } записях
    [many] В { $count } записях
   *[other] В { $count } записи
}
background-will-revise = { $count ->
    [one] Сохранение обновит его в { $count } записи, которая его содержит.
    [few] Сохранение обновит его во всех { $count } записях, которые его содержат.
    [many] Сохранение обновит его во всех { $count } записях, которые его содержат.
   *[other] Сохранение обновит его во всех { $count } записях, которые его содержат.
}
background-revised = { $count ->
    [0] Сохранено.
    [one] Сохранено; обновляется { $count } запись.
    [few] Сохранено; обновляются { $count } записи.
    [many] Сохранено; обновляется { $count } записей.
   *[other] Сохранено; обновляется { $count } записи.
}
background-left = { $count ->
    [one] { $count } запись не удалось изменить, в ней ещё старый текст.
    [few] { $count } записи не удалось изменить, в них ещё старый текст.
    [many] { $count } записей не удалось изменить, в них ещё старый текст.
   *[other] { $count } записи не удалось изменить, в них ещё старый текст.
}

# Members
members = Сотрудники
last-seen = Последний раз
member-disabled = Закрыто
member-disable = Закрыть учётную запись
member-enable = Снова открыть учётную запись
recovery-link = Ссылка для возвращения
recovery-link-about = Отправьте её: { $name }. Ею можно воспользоваться один раз, и больше она показана не будет.
invitations = Приглашения
invitation-withdraw = Отозвать
invite = Пригласить
invite-do = Создать ссылку
invite-coverages = Место в
invite-made = Отправьте эту ссылку на { $email }. Ею можно воспользоваться один раз, и больше она показана не будет.

# Who is told: webhooks
webhooks = Вебхуки
webhooks-about = Другие серверы узнают об опубликованном сразу: о каждом изменении после выхода, с подписью, по порядку и повторно, пока его не примут.
webhooks-none = Вебхуков пока нет. Создайте для сервера, который хочет знать.
webhook-new = Новый вебхук
webhook-name = Для чего он
webhook-url = Адрес
webhook-url-help = Куда отправляются изменения: публичный адрес, лучше с https.
webhook-coverage = Изменения в
webhook-kinds = Какие изменения
webhook-kinds-every = Всех видов, также из будущих версий
webhook-kinds-some = Только эти:
webhook-kinds-all = все виды изменений
webhook-kinds-count = { $count ->
    [one] { $count } вид изменений
    [few] { $count } вида изменений
    [many] { $count } видов изменений
   *[other] { $count } вида изменений
}
webhook-make = Создать
webhook-edit = Изменить вебхук
webhook-running = Работает
webhook-retrying = Новая попытка
webhook-retry-in = Изменение будет отправлено снова: { $when }.
webhook-retry-about = { $event }, seq { $seq }, трансляция { $coverage }: отправлено { $attempts ->
    [one] { $attempts } раз
    [few] { $attempts } раза
    [many] { $attempts } раз
   *[other] { $attempts } раза
} и не принято. Следующие изменения ждут, так что ничего не потеряется. Позаботьтесь о сервере или об адресе в разделе «Изменить».
webhook-retry-now = Попробовать сейчас
webhook-retry-now-of = Попробовать «{ $name }» сейчас
webhook-stopped = Остановлен
webhook-stopped-since = Остановлен с
webhook-stopped-about = Он продолжит с того же места, так что ничего не потеряется. Позаботьтесь о сервере и дайте вебхуку продолжить.
webhook-ping = Проверить
webhook-ping-of = Проверить «{ $name }»
webhook-ping-well = Отправлено пробное сообщение, ответ: { $status }.
webhook-ping-ill = Отправлено пробное сообщение, но оно не дошло как следует.
webhook-resume = Продолжить
webhook-resume-of = Продолжить «{ $name }»
webhook-deliveries = Отправленное
webhook-deliveries-of = Что отправлено «{ $name }»
webhook-replay = Отправить снова…
webhook-replay-title = Отправить снова с определённого места
webhook-replay-about = У каждого изменения трансляции есть номер, seq. Вебхук продолжит после того, который вы укажете: с 0 ему снова отправят всё, с бо́льшим номером пропустят то, что между ними. У того, что уже отправляли, тот же webhook-id, что и тогда.
webhook-replay-after = После seq
webhook-replay-do = Продолжить оттуда
webhook-secret = Секрет
webhook-secret-of = Секрет «{ $name }»
webhook-secret-new = Новый секрет…
webhook-secret-renew = Создать другой секрет для «{ $name }»?
webhook-secret-renew-about = Сообщения сразу подписываются новым. Сервер будет отклонять их, пока не узнает его; тем временем их отправляют снова.
webhook-secret-do = Создать
webhook-secret-made = Скопируйте его сейчас: больше он показан не будет.
webhook-verify = Сервер считает сообщение нашим, если его заголовок webhook-signature — это «v1,» и Base64 от HMAC-SHA256 над этими тремя, с точками между ними:
webhook-verify-key = Ключ — это то, что после «whsec_», раскодированное из Base64. Это Standard Webhooks; для него есть библиотеки:
webhook-delete-about = Туда больше ничего не отправят, и сведения о нём здесь тоже исчезнут. Вернуть его нельзя.
said-webhook-resumed = Продолжает.
change-coverage_opened = Трансляция открыта
change-headline_changed = Заголовок изменён
change-standfirst_changed = Подзаголовок изменён
change-settings_changed = Настройки изменены
change-theme_changed = Вид изменён
change-status_changed = Статус изменён
change-successor_changed = Продолжение изменено
change-lead_changed = Изображение или видео наверху изменено
change-key_points_changed = Главные пункты изменены
change-go_deeper_changed = Другие статьи изменены
change-post_published = Запись опубликована
change-post_revised = Запись изменена
change-post_withdrawn = Запись отозвана
change-post_placed = Запись перемещена
change-post_pinned = Запись закреплена
change-post_unpinned = Запись откреплена
change-post_redacted = Запись изъята
change-medium_redacted = Изображение или видео изъято
deliveries-none = За последние 30 дней ничего не отправляли.
deliveries-about = Последние 30 дней, сначала новые, не более 200.
delivery-at = Когда
delivery-event = Событие
delivery-place = Трансляция и seq
delivery-attempts = Попытки
delivery-answer = Ответ
delivery-taken = Принято
delivery-refused = Не принято
delivery-coverage-gone = трансляция, которой больше нет
refresh = Посмотреть снова

# Coverages of other servers
followings = Трансляции других серверов
followings-short = Другие серверы
followings-about = Трансляции других серверов, которые показаны и здесь. Каждое изменение проверяется, прежде чем его увидят читатели: оно должно быть тем, что подписал источник. Здесь в них никто не пишет.
followings-none = Ни одна трансляция другого сервера здесь пока не повторяется.
follow-new = Повторять трансляцию
follow-source = Адрес трансляции
follow-source-help = Её страница для читателей на другом сервере, с /live/ в адресе. Ключ, которым там подписывают сейчас, закрепляется: то, что приходит, должно быть подписано им или тем, которому он передаст подпись.
follow-slug = Имя в адресе здесь
follow-slug-help = Если не указать, она называется так же, как там.
follow-do = Повторять
follow-asking = Запрашиваем источник…
follow-asking-about = Спрашиваем источник, кто там подписывает. Это может занять полминуты.
following-state-following = Повторяется
following-state-stopped = Остановлена
following-state-left = Больше не повторяется
following-source = Источник
following-verified = Проверено изменений
following-verified-last = Последняя проверка
following-not-yet = ещё нет
following-nothing-since = Ничего не приходит с
following-nothing-about = Попытки повторяются сами. Проверенное раньше остаётся.
following-stopped-since = Остановлена с
following-stopped-about = Проверенное раньше остаётся, и читатели его видят. Выясните это вместе с теми, кто ведёт источник, а затем дайте трансляции продолжить, с ключом, которым там будут подписывать.
following-key = Закреплённый ключ
following-key-about = Те, кто ведёт источник, могут сказать, их ли это ключ.
following-go-on = Продолжить
following-leave = Больше не повторять
following-leave-it = Больше не повторять «{ $name }»?
following-leave-about = То, что пришло, остаётся обычной трансляцией этого сервера: в ней сказано, откуда она, и в неё можно писать. Из источника больше ничего не приходит.
following-leave-nothing = Из неё ещё ничего не пришло, поэтому здесь ничего не останется.
said-followed = «{ $name }» повторяется.
said-following-resumed = «{ $name }» снова повторяется, если то, что говорит источник, теперь верно.
said-left = «{ $name }» больше не повторяется.

# Who did what
audit = Журнал
audit-at = Когда
audit-who = Кто
audit-what = Что
audit-where = Трансляция
audit-nobody = Сервер

# Oneself
me = Вы
me-of = Вы, { $name }
about-you = О вас
further = Прочее
theme = Вид
theme-system = Как в системе
theme-light = Светлый
theme-dark = Тёмный
desk-language = Язык редакции
desk-language-browser = Как в браузере
passkeys = Ключи доступа
passkeys-about = Ключ доступа позволяет войти без пароля: пальцем, лицом или кодом устройства.
passkey-add = Добавить ключ доступа
passkey-remove-about = Вы больше не сможете с ним войти. Устройство может и дальше его предлагать, пока вы не удалите его и там.
sessions = Где вы вошли
session-this = Этот
session-seen = Последний раз
session-end = Выйти там
browser-unknown = Браузер
tokens = Токены
tokens-about = Для программ, которые пользуются API от вашего имени, не более чем с вашими правами.
token = Токен
token-new = Новый токен
token-name = Для чего он
token-scopes = Что он позволяет
token-coverage = Где
token-make = Создать
token-made = Скопируйте его сейчас: больше он показан не будет.
token-revoke = Аннулировать
token-revoke-it = Аннулировать «{ $name }»?
token-revoke-about = Программы, которые им пользуются, отныне получат отказ. Вернуть его нельзя; можно создать другой.
scope-read = Чтение
scope-read-about = трансляции и записи
scope-draft = Черновики
scope-draft-about = писать черновики и подавать их
scope-publish = Публикация
scope-publish-about = публиковать, изменять, отзывать
scope-manage = Управление
scope-manage-about = сама трансляция и у кого в ней есть место
scope-admin = Администрирование
scope-admin-about = сотрудники, приглашения, токены

# Pictures and films
media-choose = Выбрать из библиотеки
media-look = Слова из названия или описания
media-kind = Тип
media-kind-all = Все
media-kind-image = Изображения
media-kind-film = Видео
media-none = В библиотеке нет ничего такого типа.
media-found = { $count ->
    [one] Показано { $count }.
    [few] Показано { $count }.
    [many] Показано { $count }.
   *[other] Показано { $count }.
}
media-more = Показать более ранние
media-insert = { $count ->
    [0] Вставить
    [one] Вставить { $count }
    [few] Вставить { $count }
    [many] Вставить { $count }
   *[other] Вставить { $count }
}
media-edit-of = Изменить { $name }
media-edit = Что об этом сказано
media-alt = Что на изображении
media-caption = Подпись
media-credit = Автор
media-source = Источник
media-rights = Права
media-public = Опубликовано
media-size = { $width } × { $height }
media-delete-it = Удалить «{ $name }»?
media-delete-about = Это исчезнет для всех, также из черновиков, где оно показано. Опубликованное остаётся.
media-said-saved = Сохранено.
media-said-deleted = Удалено.
media-redact-it = Убрать «{ $name }» для всех?
redact-media-files = Все файлы исчезнут навсегда, во всех размерах. Кто их запросит, узнает, что они удалены.
redact-media-posts = Оно будет убрано из каждой записи, которая его показывает; эти записи получат датированное примечание.
redact-media-words = То, что о нём говорят прежние версии записей, останется; изымите эти записи, чтобы убрать и это.
media-said-redacted = Изъято. Идёт удаление из записей, которые его показывают.
media-not-converted = { $name } — изображение в формате, которого этот браузер не читает.
media-not-converted-hint = Откройте редакцию в Safari, который читает HEIC, или сохраните изображение как JPEG.

# Keys
keyboard-help = Клавиатура
keyboard-note = Отдельные буквы действуют, когда вы не печатаете.
keys-publish = Опубликовать или подать
keys-tools = От текста к форматированию
keys-new = Написать запись
keys-search = Поиск
keys-next = Следующая запись
keys-previous = Предыдущая запись
keys-edit = Изменить запись, на которой фокус
keys-help = Этот список
keys-close = Закрыть открытое
