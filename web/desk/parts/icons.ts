// The icons that the desk shows, and no others (Lucide, ISC licence).

import archive from "lucide-static/icons/archive-restore.svg?raw";
import arrowDown from "lucide-static/icons/arrow-down.svg?raw";
import arrowLeft from "lucide-static/icons/arrow-left.svg?raw";
import arrowUp from "lucide-static/icons/arrow-up.svg?raw";
import at from "lucide-static/icons/at-sign.svg?raw";
import book from "lucide-static/icons/book-open.svg?raw";
import calendar from "lucide-static/icons/calendar-clock.svg?raw";
import check from "lucide-static/icons/check.svg?raw";
import clock from "lucide-static/icons/clock.svg?raw";
import dish from "lucide-static/icons/satellite-dish.svg?raw";
import drafts from "lucide-static/icons/file-text.svg?raw";
import external from "lucide-static/icons/external-link.svg?raw";
import eye from "lucide-static/icons/eye.svg?raw";
import grip from "lucide-static/icons/grip-vertical.svg?raw";
import handover from "lucide-static/icons/notebook-pen.svg?raw";
import key from "lucide-static/icons/key-round.svg?raw";
import keyboard from "lucide-static/icons/keyboard.svg?raw";
import leave from "lucide-static/icons/log-out.svg?raw";
import link from "lucide-static/icons/link.svg?raw";
import list from "lucide-static/icons/layout-list.svg?raw";
import log from "lucide-static/icons/history.svg?raw";
import lock from "lucide-static/icons/lock.svg?raw";
import more from "lucide-static/icons/ellipsis.svg?raw";
import note from "lucide-static/icons/message-square.svg?raw";
import offline from "lucide-static/icons/wifi-off.svg?raw";
import pen from "lucide-static/icons/pen-line.svg?raw";
import people from "lucide-static/icons/users.svg?raw";
import person from "lucide-static/icons/user.svg?raw";
import pin from "lucide-static/icons/pin.svg?raw";
import plus from "lucide-static/icons/plus.svg?raw";
import radio from "lucide-static/icons/radio.svg?raw";
import search from "lucide-static/icons/search.svg?raw";
import send from "lucide-static/icons/send.svg?raw";
import settings from "lucide-static/icons/settings.svg?raw";
import star from "lucide-static/icons/star.svg?raw";
import trash from "lucide-static/icons/trash-2.svg?raw";
import undo from "lucide-static/icons/undo-2.svg?raw";
import warning from "lucide-static/icons/triangle-alert.svg?raw";
import webhook from "lucide-static/icons/webhook.svg?raw";
import x from "lucide-static/icons/x.svg?raw";

export const ICONS = {
  archive, arrowDown, arrowLeft, arrowUp, at, book, calendar, check, clock, dish, drafts, external, eye, grip, handover, key,
  keyboard, leave, link, list, lock, log, more, note, offline, pen, people, person, pin, plus, radio, search, send,
  settings, star, trash, undo, warning, webhook, x,
};

export type IconName = keyof typeof ICONS;
