import type { Translated } from '../messages.ts'
import type { exported as en } from '../en/export.ts'

export const exported: Translated<typeof en> = {
  'export.kind': 'Casebeskrivelse',
  'export.place': 'Sted',
  'export.template': 'Mal',
  'export.status': 'Status',
  'export.exportedAt': 'Lastet ned',
  'export.version': 'Versjon',
  'export.contents': 'Innhold',
  'export.skip': 'Gå til teksten',
  'export.section.empty': 'Ingen har skrevet her ennå.',

  'export.said.intro': 'Hvert ord her tilhører den som sa det. En bokstav og et mønster viser sektoren.',
  'export.said.notes':
    'Hvert ord her tilhører den som sa det. Noten etter det sier hvem det er; navnet på noten begynner med bokstaven for sektoren.',
  'export.said.unconfirmed': 'ikke bekreftet ennå',
  'export.said.unknownSector': 'sektor ikke sagt',

  'export.contributors.title': 'De som har bidratt',
  'export.contributors.group': 'gruppe på {{size, number}}',
  'export.contributors.none': 'Ingen har skrevet ennå.',

  'export.balance.title': 'Stemmebalanse',
  'export.balance.note': 'Andelene hjelper en gruppe å snakke om hvem som blir hørt. De er ikke en karakter.',
  'export.balance.total': 'Alle ord',

  'export.consent.title': 'Hvordan samtykke ble gitt',
  'export.consent.statement': 'Sitater står her med et ja fra den som sa dem. Hver av dem kan når som helst ta tilbake jaet.',
  'export.consent.left_one': '{{count, number}} sitat er utelatt, fordi det ikke finnes et gyldig ja til denne bruken.',
  'export.consent.left_other': '{{count, number}} sitater er utelatt, fordi det ikke finnes et gyldig ja til denne bruken.',

  'export.quote.by': 'Sitat fra {{name}}, {{sector}}',
  'export.indicator.title': 'Indikator',
  'export.evidence.title': 'Dokumentasjon',
  'export.image.gone': 'Bildet er ikke med her.',
  'export.image.missing': 'Bilde: {{alt}}',
  'export.table': 'Tabell',
  'export.table.of': 'Tabell: {{columns}}',
  'export.footnotes.title': 'Noter',
  'export.footnote.back': 'Tilbake til teksten',
  'export.partners.title': 'Samarbeidspartnere',
  'export.decisions.title': 'Dere sa – vi gjorde',

  'export.draft.title': 'Dette er et utkast',
  'export.draft.text': 'Teksten er ikke godkjent. Den kan fortsatt bli endret. Spør før du deler den videre.',
  'export.pdf.lacksLetters':
    'Noen bokstaver i denne filen vises som tomme ruter, og programmer som leser høyt, går glipp av dem: Her finnes det ingen skrift for dem. Casestudien som nettside (HTML) har alle sammen.',
  'export.pdf.notForEveryReader':
    'Programmer som leser høyt, kan ha problemer med denne filen: Noe i den gjør at den ikke følger standarden for tilgjengelige PDF-filer (PDF/UA-1). Casestudien som nettside (HTML) er for alle.',
  'export.check.title': 'Slik kontrollerer du denne filen',
  'export.check.verify': 'På {{address}} kan alle få kontrollert denne filen: om den er slik den ble gitt ut, og når det var.',
  'export.check.text': 'Teksten kom fra {{address}} {{date}}. Åpne casebeskrivelsen der for å se om den er endret.',

  'export.period': 'Periode',
  'export.period.ongoing': 'siden {{start}}',
  'export.period.closed': '{{start}} til {{end}}',
  'export.version.row': '{{label}}, {{date}}: {{reason}}',

  'export.said.label': 'Sagt av',
  'export.said.name': '{{name}}, {{sector}}',
  'export.said.typist': 'skrevet av {{typist}}',
  'export.said.unknownName': 'noen',
  'export.said.translated': 'oversatt fra {{language}}',
  'export.said.pasted': 'limt inn',
  'export.said.imported': 'hentet inn fra et dokument',

  'export.partner.brings': 'Bidrar med: {{what}}',
  'export.partner.gets': 'Får: {{what}}',
  'export.partner.since': 'Siden {{date}}',

  'export.balance.section': 'Del',
  'export.balance.notConfirmed': 'Ikke bekreftet',
  'export.balance.share': 'Lokalsamfunnets andel',
  'export.balance.study': 'Hele casebeskrivelsen',
  'export.consent.evidence_one': '{{count, number}} dokumentasjon er utelatt av samme grunn.',
  'export.consent.evidence_other': '{{count, number}} stykker dokumentasjon er utelatt av samme grunn.',
  'export.consent.passages_one': 'Ordene på {{count, number}} sted er utelatt: de ble skrevet ned for en som holder dem i skrivegruppen.',
  'export.consent.passages_other':
    'Ordene på {{count, number}} steder er utelatt: de ble skrevet ned for noen som holder dem i skrivegruppen.',
  'export.consent.nothingLeft': 'Ingenting er utelatt fordi samtykke mangler.',

  'export.words.leftOut': '[Ord er utelatt her.]',
  'export.quote.leftOut': 'Et sitat er utelatt her.',
  'export.evidence.leftOut': 'En dokumentasjon er utelatt her.',
  'export.evidence.by': '{{kind}} fra {{name}}',
  'export.evidence.method': 'Hvordan: {{what}}',
  'export.evidence.reviewed': 'Gjennomlest i lokalsamfunnet',
  'export.reference.missing': 'Noe som sto her, er tatt bort.',

  'export.indicator.group': 'Gruppe',
  'export.indicator.everyone': 'Alle',
  'export.indicator.baseline': 'Utgangspunkt',
  'export.indicator.latest': 'Siste',
  'export.indicator.target': 'Mål',
  'export.indicator.people_one': '{{count, number}} telt',
  'export.indicator.people_other': '{{count, number}} telt',
  'export.indicator.unit': 'Enhet: {{unit}}',
  'export.indicator.source': 'Kilde: {{source}} ({{quality}})',
  'export.limits': 'Begrensninger: {{limits}}',
  'export.indicator.none': 'Ingen verdi',

  'export.chart.balance': 'Hvem som har sagt hvor mye i hver del',
  'export.chart.part': '{{title}} ({{part, number}} av {{parts, number}})',
  'export.chart.alt': 'Diagram: {{title}}. {{numbers}} Tallene står også i en tabell ved siden av.',
  'export.chart.noWords': 'ingen ord ennå',
  'export.chart.figures': 'Slik har det endret seg: {{name}}',
  'export.indicator.when': 'Når',
  'export.indicator.value': 'Verdi',

  'export.decision.asked': '{{sector}} ba om',
  'export.decision.decided': '{{name}} besluttet',
  'export.decision.owner': 'Hvem som står ansvarlig',
  'export.decision.due': 'Innen {{date}}',
  'export.decision.vote': 'Innbyggerne stemte: {{yes, number}} for, {{no, number}} mot, {{abstain, number}} avsto',
  'export.decision.changed': 'Dette endret planen.',
  'export.decision.unchanged': 'Dette endret ikke planen.',
  'export.decisions.none': 'Ingen beslutninger er skrevet inn ennå.',
  'export.partners.none': 'Ingen samarbeidspartnere er skrevet inn ennå.',

  'export.signOff.title': 'Godkjenning',
  'export.signOff.none': 'Ikke godkjent.',
  'export.signOff.version': 'versjon {{label}}',
  'export.check.json':
    'Det samme innholdet som JSON-fil har denne kontrollsummen (SHA-256). Last ned JSON-filen fra casebeskrivelsen og sammenlign.',

  'export.alternativeFormats': 'Trenger du dette i et annet format eller på et annet språk, kontakt: {{contact}}',
  'export.consentDate': 'Samtykker kontrollert {{date}}. Ord kan bli trukket tilbake etter denne datoen; se gjeldende versjon.',
  'export.fictional': 'Dette er et oppdiktet eksempel. Steder, personer, organisasjoner og tall finnes ikke.',

  'export.comments.title': 'Kommentarer',
  'export.comment.label': 'Kommentar {{number, number}}',
  'export.comment.author': '{{name}} ({{sector}})',
  'export.comment.resolved': 'Avsluttet',
  'export.comments.left_one': '{{count, number}} kommentar er utelatt, fordi den som skrev den, holder den i skrivegruppen.',
  'export.comments.left_other': '{{count, number}} kommentarer er utelatt, fordi de som skrev dem, holder dem i skrivegruppen.',
}
