// Names below which anybody may register a name of their own. No team owns one.

/** Second levels under which a country's registry sells names: the country, then its levels. */
const COUNTRY_LEVELS: Readonly<Record<string, string>> = {
  ae: 'ac co gov mil net org sch',
  ar: 'com edu gob gov int mil net org tur',
  at: 'ac co gv or',
  au: 'asn com edu gov id net org',
  bd: 'ac com edu gov net org',
  bo: 'com edu gob gov net org',
  br: 'adv art blog com dev eco edu eng gov ind inf jus leg med mil net org tec tur wiki',
  cl: 'co gob gov mil',
  cn: 'ac com edu gov mil net org',
  co: 'com edu gov mil net nom org',
  cr: 'ac co ed fi go or sa',
  cy: 'ac com gov ltd net org press pro tm',
  do: 'com edu gob gov mil net org web',
  ec: 'com edu fin gob gov info med mil net org pro',
  eg: 'com edu eun gov mil net org sci',
  es: 'com edu gob nom org',
  fj: 'ac biz com gov info mil name net org pro',
  fr: 'asso com gouv nom prd tm',
  gh: 'com edu gov mil org',
  gr: 'com edu gov net org',
  gt: 'com edu gob ind mil net org',
  hk: 'com edu gov idv net org',
  hu: 'co info org priv sport tm',
  id: 'ac biz co desa go mil my net or sch web',
  il: 'ac co gov idf k12 muni net org',
  in: 'ac co edu firm gen gov ind mil net nic org res',
  it: 'edu gov',
  jp: 'ac ad co ed go gr lg ne or',
  ke: 'ac co go info me mobi ne or sc',
  kr: 'ac co es go hs kg mil ms ne or pe re sc',
  kw: 'com edu emb gov ind net org',
  kz: 'com edu gov mil net org',
  lb: 'com edu gov net org',
  lk: 'ac com edu gov int ltd net ngo org sch soc web',
  lt: 'gov',
  lv: 'com edu gov id mil net org',
  ma: 'ac co gov net org press',
  mt: 'com edu net org',
  mx: 'com edu gob net org',
  my: 'biz com edu gov mil name net org',
  ng: 'com edu gov i mil mobi name net org sch',
  ni: 'ac biz co com edu gob in info int mil net nom org web',
  np: 'com edu gov mil net org',
  nz: 'ac co cri geek gen govt health iwi kiwi maori mil net org parliament school',
  om: 'co com edu gov med museum net org pro',
  pa: 'abo ac com edu gob ing med net nom org sld',
  pe: 'com edu gob mil net nom org',
  ph: 'com edu gov i mil net ngo org',
  pk: 'biz com edu fam gob gok gon gop gos gov info net org web',
  pl: 'agro aid atm auto biz com edu gmina gov info mail media miasta mil net nom org pc powiat priv shop tm waw',
  pt: 'com edu gov int net nome org publ',
  py: 'com coop edu gov mil net org',
  qa: 'com edu gov mil name net org sch',
  ro: 'arts com firm info nom nt org rec store tm www',
  rs: 'ac co edu gov in org',
  ru: 'ac edu gov int mil',
  sa: 'com edu gov med net org pub sch',
  sg: 'com edu gov net org per',
  si: 'gov',
  sv: 'com edu gob org red',
  th: 'ac co go in mi net or',
  tn: 'com ens fin gov ind info mincom nat net org perso tourism',
  tr: 'av bbs bel biz com dr edu gen gov info k12 mil name net org pol tel tv web',
  tw: 'club com ebiz edu game gov idv mil net org',
  tz: 'ac co go hotel info me mil mobi ne or sc tv',
  ua: 'com edu gov in kiev kyiv lviv net odessa org',
  ug: 'ac co com go ne or org sc',
  uk: 'ac co gov ltd me net nhs org plc police sch',
  uy: 'com edu gub mil net org',
  ve: 'co com e12 edu gob gov info int mil net org web',
  vn: 'ac biz com edu gov health info int name net org pro',
  za: 'ac agric alt co edu gov grondar law mil net ngo nom org school tm web',
  zm: 'ac biz co com edu gov info mil net org sch',
  zw: 'ac co gov mil org',
};

/** Platforms that hand out names below their own. */
const PLATFORMS: ReadonlySet<string> = new Set(
  `
  onmicrosoft.com azurewebsites.net azurestaticapps.net cloudapp.net cloudapp.azure.com sharepoint.com
  github.io gitlab.io bitbucket.io readthedocs.io vercel.app netlify.app netlify.com pages.dev workers.dev
  web.app firebaseapp.com appspot.com run.app cloudfunctions.net blogspot.com googleusercontent.com
  amazonaws.com elasticbeanstalk.com awsapprunner.com amplifyapp.com cloudfront.net
  herokuapp.com onrender.com fly.dev railway.app ondigitalocean.app deno.dev glitch.me repl.co replit.app surge.sh
  myshopify.com wixsite.com squarespace.com wordpress.com weebly.com webflow.io framer.app notion.site
  duckdns.org no-ip.org no-ip.com ddns.net dyndns.org dynv6.net freeddns.org mooo.com ngrok.io ngrok-free.app ngrok.app
  co.com uk.com us.com eu.com de.com gb.net uk.net us.org eu.org za.com br.com cn.com jpn.com ru.com sa.com se.net
  `.match(/\S+/g) ?? [],
);

/** Whether nobody can own the name as a whole: a top level, a registry's second level, or a platform's name. */
export function isPublicSuffix(domain: string): boolean {
  const labels = domain.split('.');
  if (labels.length === 1 || PLATFORMS.has(domain)) return true;
  const [level = '', country = ''] = labels;
  return (
    labels.length === 2 &&
    Object.hasOwn(COUNTRY_LEVELS, country) &&
    (COUNTRY_LEVELS[country] ?? '').split(' ').includes(level)
  );
}
