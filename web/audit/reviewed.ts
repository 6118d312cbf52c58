// What two engines cannot tell by themselves, and what can be said of it after a look. A page fails
// for whatever they ask that is not here. Where a test holds what is said, it is named.

/** Something that an engine asks a person to look at. */
export interface Reviewed {
  /** Its name for it. */
  readonly rule: string;
  /** Of which elements it is said, as a selector; else of the page as a whole. */
  readonly of?: string;
  readonly why: string;
}

/** By HTML_CodeSniffer: the success criterion of WCAG 2.1, and techniques. */
export const CODE_SNIFFER: readonly Reviewed[] = [
  { rule: "1_1_1.G94.Image", of: "img", why: "The alt text is the newsroom's; the desk asks for it where it is missing." },
  { rule: "1_1_1.G73,G74", of: "img", why: "What is more to say of a picture stands in its caption or in the post." },
  { rule: "1_2_1.G159,G166", of: "video", why: "A newsroom says in the caption what a film shows; whether it does, no engine can tell." },
  { rule: "1_2_2.G87,G93", of: "video", why: "The film that is looked at has no sound." },
  { rule: "1_2_4.G9,G87,G93", of: "video", why: "No film is live." },
  { rule: "1_2_5.G78,G173,G8", of: "video", why: "As for 1.2.1." },
  { rule: "1_3_1.DataTable", of: "table", why: "It is a table of data: bodies hold no other." },
  { rule: "1_3_1.H39.3.NoCaption", of: "figure table", why: "Its caption is that of the figure that it stands in." },
  { rule: "1_3_2.G57", why: "The order of the document is that of reading: order.test.ts, and appearance.test.ts without styles of the script." },
  { rule: "1_3_3.G96", why: "Nothing in the interface is called by its shape, its place or its colour." },
  { rule: "1_3_4.", why: "No style asks for an orientation." },
  { rule: "1_3_5.H98", of: "input", why: "The inputs are a slider and a box to tick; neither is about the reader." },
  { rule: "1_4_1.G14,G182", why: "What a colour says a word says too: in forced colours, access-modes.test.ts." },
  { rule: "1_4_2.F23", why: "No film begins by itself." },
  { rule: "1_4_3.G18.Abs", of: ".skip, .visually-hidden, .side-name, #updates *, .close", why: "Each has a ground of its own, or is for ears only: access.test.ts computes what axe cannot." },
  { rule: "1_4_3.G18.Alpha", of: ".post[data-changed] *", why: "The ground fades from one colour to another; access.test.ts computes the contrast to both." },
  { rule: "1_4_3.G145.Alpha", of: ".post[data-changed] *", why: "As above, of larger text." },
  { rule: "1_4_4.G142", why: "At 400 per cent nothing is lost: access.test.ts." },
  { rule: "1_4_5.G140,C22,C30.AALevel", why: "Texts are texts, in charts and maps too; what a picture shows is the newsroom's." },
  { rule: "1_4_10.C32,C31,C33,C38,SCR34,G206", why: "At 320 and 240 pixels nothing is wider than the window: access.test.ts." },
  { rule: "1_4_11.G195,G207,G18,G145,G174,F78", why: "Buttons are words or have a line in the colour of soft text, which has 4.5:1; the mark of the focus has the colour of links." },
  { rule: "1_4_12.C36,C35", why: "With the spacing that is asked for nothing is cut: access-modes.test.ts." },
  { rule: "1_4_13.F95", why: "Nothing appears on hover or focus but the link that skips, which is in nobody's way." },
  { rule: "2_1_4.", why: "j, k and ? can be switched off, and do nothing in fields: order.test.ts." },
  { rule: "2_2_2.SCR33,SCR22,G187,G152,G186,G191", why: "Updates can be paused: pausing.test.ts. The dot of the status stands still for those who want it: access-modes.test.ts." },
  { rule: "2_3_1.G19,G176", why: "What moves takes seconds: a dot in 2.4 s, a ground that fades in 4 s." },
  { rule: "2_4_1.G1,G123,G124,H69", why: "There are a link that skips, landmarks and headings." },
  { rule: "2_4_2.H25.2", of: "title", why: "The headline, and whose page it is." },
  { rule: "2_4_3.H4.2", why: "No tabindex is above 0." },
  { rule: "2_4_4.H77,H78,H79,H80,H81", of: "a", why: "A link names where it leads, where need be in words for ears only." },
  { rule: "2_4_5.G125,G64,G63,G161,G126,G185", why: "By the front page, by links between coverages, and by sitemaps and feeds." },
  { rule: "2_4_6.G130,G131", why: "Headings are the newsroom's, and “Key events”, “Corrections”, “Latest”." },
  { rule: "2_4_7.G149,G165,G195,C15,SCR31", why: "Every stop of the Tab key is marked and in view: access-modes.test.ts." },
  { rule: "2_5_1.", why: "The slider between two pictures also goes by a click and by keys; nothing else takes a gesture." },
  { rule: "2_5_2.", why: "Everything is done by click, on release." },
  { rule: "2_5_3.F96", why: "Where a name is longer than what is seen, it begins with it." },
  { rule: "2_5_4.", why: "Nothing is done by moving the device." },
  { rule: "3_1_2.H58", why: "A coverage's texts have its language, and words of the interface theirs: languages.test.ts." },
  { rule: "3_2_1.G107", of: "button, input, summary, details", why: "The focus alone does nothing." },
  { rule: "3_2_3.G61", why: "The name of the site and the foot are the same on all pages." },
  { rule: "3_2_4.G197", why: "Each word of the interface is said from one list." },
  { rule: "3_3_1.G83,G84,G85", of: ".search", why: "Whatever is typed is taken; there is no error to tell of." },
  { rule: "3_3_2.G131,G89,G184,H90", of: ".search", why: "It is one field, with a label that says what is looked in." },
  { rule: "3_3_3.G177", of: ".search", why: "As for 3.3.1; where nothing is found the page says what may help: search.test.ts." },
  { rule: "3_3_4.G98,G99,G155,G164,G168.LegalForms", of: ".search", why: "To search binds nobody." },
  { rule: "4_1_2.H91.A.Placeholder", of: "#saved a", why: "Hidden until the worker gives it its address: offline.test.ts." },
  { rule: "4_1_3.", why: "What happens is said once, politely: access.test.ts and pausing.test.ts." },
];

/** By IBM's Equal Access. */
export const EQUAL_ACCESS: readonly Reviewed[] = [
  { rule: "aria_complementary_label_visible", of: "aside.background", why: "Its label is its word and its title, which are its first lines." },
  { rule: "aria_content_in_landmark", of: ".skip", why: "A link that skips to the main part stands before all parts." },
  { rule: "aria_landmark_name_unique", of: "[role='region']", why: "Two tables of a newsroom may have one name." },
  { rule: "caption_track_exists", of: "video", why: "The film that is looked at has no sound." },
  { rule: "element_tabbable_role_valid", of: "[role='region']", why: "What scrolls must be reached by keyboard to be scrolled, and have a name." },
  { rule: "element_tabbable_unobscured", why: "What the sticky button lies over is scrolled free when it gets the focus: access-modes.test.ts." },
  { rule: "element_tabbable_visible", of: ".skip", why: "The link is seen once it has the focus: access-modes.test.ts." },
  { rule: "input_label_visible", of: ".slider", why: "The names of both pictures are seen on both sides of it." },
  { rule: "input_label_visible", of: ".search input", why: "The button beside it names it; on a phone the keyboard's own key does." },
  { rule: "input_label_visible", of: ".close", why: "It shows a cross." },
  { rule: "media_keyboard_controllable", of: "video", why: "The browser's own controls." },
  { rule: "style_color_misuse", of: "link", why: "What a colour says a word says too: in forced colours, access-modes.test.ts." },
  { rule: "form_submit_button_exists", of: ".search", why: "Its one button sends it, and so does the Enter key: search.test.ts." },
  { rule: "style_focus_visible", of: "a, button, input", why: "Every stop of the Tab key is marked: access-modes.test.ts." },
  { rule: "style_highcontrast_visible", of: "link", why: "In forced colours: access-modes.test.ts." },
  { rule: "style_viewport_resizable", of: "link", why: "Where a size takes the window into account, most of it is rem: at 400 per cent, access.test.ts." },
  { rule: "text_block_heading", why: "Short lines in bold are labels of what follows, which has a heading of its own." },
];
