// Mail domains where anybody may have an address. No team owns one, whoever controls its DNS.

/** Exact names, lower case. A new provider is a new word here. */
export const PUBLIC_MAIL_DOMAINS: ReadonlySet<string> = new Set(
  `
  gmail.com googlemail.com
  outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.jp outlook.com.br outlook.com.au
  hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.es hotmail.it hotmail.nl hotmail.se hotmail.ca hotmail.com.br
  live.com live.co.uk live.de live.fr live.nl live.it live.se live.dk live.no live.be live.ca live.jp live.cn msn.com
  yahoo.com yahoo.co.uk yahoo.co.jp yahoo.co.in yahoo.co.id yahoo.co.kr yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.ca
  yahoo.com.br yahoo.com.mx yahoo.com.ar yahoo.com.au yahoo.com.cn yahoo.com.hk yahoo.com.ph yahoo.com.sg yahoo.com.tr
  yahoo.com.tw yahoo.com.vn yahoo.gr yahoo.ie yahoo.in yahoo.pl yahoo.ro yahoo.se ymail.com rocketmail.com myyahoo.com
  icloud.com me.com mac.com aol.com aol.co.uk aol.de aim.com
  proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tutamail.com tuta.com tuta.io keemail.me
  gmx.de gmx.net gmx.com gmx.at gmx.ch gmx.fr gmx.us gmx.co.uk web.de t-online.de freenet.de mail.de mail.com email.de
  posteo.de posteo.net mailbox.org arcor.de 1und1.de online.de vodafone.de kabelmail.de magenta.de
  orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr voila.fr
  libero.it virgilio.it tiscali.it tin.it alice.it inwind.it iol.it tim.it
  terra.es telefonica.net movistar.es terra.com.br uol.com.br bol.com.br ig.com.br globo.com globomail.com r7.com
  sapo.pt mail.pt clix.pt ziggo.nl kpnmail.nl planet.nl xs4all.nl hetnet.nl home.nl telenet.be skynet.be proximus.be
  bluewin.ch hispeed.ch sunrise.ch a1.net aon.at chello.at telia.com spray.se comhem.se bredband.net online.no
  mail.dk jubii.dk luukku.com kolumbus.fi elisanet.fi suomi24.fi
  wp.pl o2.pl onet.pl onet.eu op.pl interia.pl interia.eu gazeta.pl poczta.onet.pl tlen.pl
  seznam.cz centrum.cz email.cz post.cz volny.cz azet.sk centrum.sk zoznam.sk freemail.hu citromail.hu indamail.hu
  abv.bg mail.bg walla.com walla.co.il mynet.com ukr.net i.ua meta.ua bigmir.net
  mail.ru inbox.ru list.ru bk.ru internet.ru yandex.ru yandex.com yandex.by yandex.kz yandex.ua ya.ru rambler.ru
  btinternet.com btopenworld.com talktalk.net virginmedia.com virgin.net sky.com ntlworld.com blueyonder.co.uk tiscali.co.uk
  eircom.net comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com
  optonline.net frontier.com windstream.net centurylink.net netzero.net rogers.com shaw.ca sympatico.ca telus.net bell.net
  videotron.ca bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au xtra.co.nz slingshot.co.nz
  qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com 139.com 189.cn 21cn.com tom.com
  naver.com hanmail.net daum.net nate.com kakao.com docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp nifty.com
  rediffmail.com sify.com indiatimes.com zoho.com zohomail.com zohomail.eu zohomail.in pinoymail.com
  prodigy.net.mx hotmail.com.mx hotmail.com.ar fibertel.com.ar arnet.com.ar mweb.co.za webmail.co.za telkomsa.net
  hushmail.com hush.com fastmail.com fastmail.fm runbox.com mailfence.com inbox.com lycos.com excite.com usa.com hey.com
  duck.com mozmail.com simplelogin.com anonaddy.com privaterelay.appleid.com relay.firefox.com
  mailinator.com guerrillamail.com guerrillamail.net sharklasers.com 10minutemail.com temp-mail.org tempmail.com yopmail.com
  yopmail.fr throwawaymail.com getnada.com maildrop.cc dispostable.com trashmail.com trashmail.de mailnesia.com fakeinbox.com
  mintemail.com mohmal.com emailondeck.com spamgourmet.com tempr.email discard.email wegwerfmail.de einrot.com byom.de
  `.match(/\S+/g) ?? [],
);
