// Draws what `python -m tests.benchmarks.pictures` prints: a page of HTML for each message, for a browser to take a
// picture of. The renderer, slack-blocks-to-jsx, imitates Slack and is not Slack's.
//
// usage: npm install slack-blocks-to-jsx@1.1.1 react@18 react-dom@18
//        node pictures.mjs messages.json FOLDER
//        chromium --headless --hide-scrollbars --window-size=650,2000 --screenshot=answer.png FOLDER/answer.html
//
// What is empty below the message is cut off afterwards. Arabic needs a font that has it, as Debian's fonts-noto-core.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const here = createRequire(join(process.cwd(), "node_modules", "x"));
const { createElement } = here("react");
const { renderToStaticMarkup } = here("react-dom/server");
const { Message } = here("slack-blocks-to-jsx");

// Slack makes links and bold print of mrkdwn that is "verbatim", too; the renderer does not.
const formatted = (key, value) => (key === "verbatim" ? undefined : value);
const style = readFileSync(here.resolve("slack-blocks-to-jsx").replace(/index\.js$/, "style.css"), "utf8");
const nothing = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

for (const [name, blocks] of Object.entries(JSON.parse(readFileSync(process.argv[2]), formatted))) {
  const message = createElement(Message, { blocks, logo: nothing, name: "clausebot", time: new Date(0) });
  const page = `<!doctype html><meta charset="utf-8"><style>${style} body{margin:16px;width:620px;font-family:sans-serif}</style>`;
  writeFileSync(join(process.argv[3], `${name}.html`), page + renderToStaticMarkup(message));
}
