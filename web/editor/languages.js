// The languages that the panes colour. A language is
//   tokenize    the line tokenizer (see json.js), absent for plain text
//   spansLines  whether a token may go on in the next line
//   skip        the source of a regular expression for strings and comments, in which brackets mean nothing; absent if brackets
//               do not structure the language
import { tokenizeCSS } from "./css.js";
import { tokenizeJavaScript } from "./javascript.js";
import { tokenizeJSON } from "./json.js";
import { tokenizeMarkup } from "./markup.js";
import { tokenizeStream } from "./stream.js";

const STRING = String.raw`"(?:[^"\\\n]+|\\.)*"?`, STRING_1 = String.raw`'(?:[^'\\\n]+|\\.)*'?`, COMMENT = String.raw`\/\*[^]*?(?:\*\/|$)`;

const markup = { tokenize: tokenizeMarkup, spansLines: true };
const languages = {
  json: { tokenize: tokenizeJSON, spansLines: false, skip: STRING },
  stream: { tokenize: tokenizeStream, spansLines: false, skip: STRING },
  xml: markup,
  html: markup,
  css: { tokenize: tokenizeCSS, spansLines: true, skip: [STRING, STRING_1, COMMENT].join("|") },
  javascript: { tokenize: tokenizeJavaScript, spansLines: true, skip: [STRING, STRING_1, COMMENT, String.raw`\/\/.*`, "`(?:[^`\\\\]+|\\\\[^])*`?"].join("|") },
  text: {},
};

/** The language of a name; plain text for a name that is not known, as a media type may be anything. */
export function languageOf(name) {
  return Object.hasOwn(languages, name) ? languages[name] : languages.text;
}
