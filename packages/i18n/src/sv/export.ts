import type { Translated } from '../messages.ts'
import type { exported as en } from '../en/export.ts'

export const exported: Translated<typeof en> = {
  'export.kind': 'Fallbeskrivning',
  'export.place': 'Plats',
  'export.template': 'Mall',
  'export.status': 'Status',
  'export.exportedAt': 'Nedladdad',
  'export.version': 'Version',
  'export.contents': 'Innehåll',
  'export.skip': 'Gå till texten',
  'export.section.empty': 'Ingen har skrivit här än.',

  'export.said.intro': 'Varje ord här tillhör den som sade det. En bokstav och ett mönster visar sektorn.',
  'export.said.notes':
    'Varje ord här tillhör den som sade det. Noten efter det säger vem det är; notens namn börjar med bokstaven för sektorn.',
  'export.said.unconfirmed': 'ännu inte bekräftat',
  'export.said.unknownSector': 'sektor inte sagd',

  'export.contributors.title': 'De som har bidragit',
  'export.contributors.group': 'grupp på {{size, number}}',
  'export.contributors.none': 'Ingen har skrivit än.',

  'export.balance.title': 'Röstbalans',
  'export.balance.note': 'Andelarna hjälper en grupp att prata om vilka som hörs. De är inget betyg.',
  'export.balance.total': 'Alla ord',

  'export.consent.title': 'Hur samtycke gavs',
  'export.consent.statement': 'Citat står här med ett ja från den som sade dem. Var och en kan när som helst ta tillbaka sitt ja.',
  'export.consent.left_one': '{{count, number}} citat har utelämnats, eftersom det inte finns ett giltigt ja till den här användningen.',
  'export.consent.left_other': '{{count, number}} citat har utelämnats, eftersom det inte finns ett giltigt ja till den här användningen.',

  'export.quote.by': 'Citat från {{name}}, {{sector}}',
  'export.indicator.title': 'Indikator',
  'export.evidence.title': 'Underlag',
  'export.image.gone': 'Bilden är inte med här.',
  'export.image.missing': 'Bild: {{alt}}',
  'export.table': 'Tabell',
  'export.table.of': 'Tabell: {{columns}}',
  'export.footnotes.title': 'Noter',
  'export.footnote.back': 'Tillbaka till texten',
  'export.partners.title': 'Samverkansparter',
  'export.decisions.title': 'Ni sa – vi gjorde',

  'export.draft.title': 'Det här är ett utkast',
  'export.draft.text': 'Texten är inte godkänd. Den kan fortfarande ändras. Fråga innan du delar den vidare.',
  'export.pdf.lacksLetters':
    'Några bokstäver i den här filen visas som tomma rutor, och program som läser upp missar dem: här finns inget teckensnitt för dem. Fallstudien som webbsida (HTML) har alla.',
  'export.pdf.notForEveryReader':
    'Program som läser upp kan ha problem med den här filen: något i den gör att den inte följer standarden för tillgängliga PDF-filer (PDF/UA-1). Fallstudien som webbsida (HTML) är för alla.',
  'export.check.title': 'Så kontrollerar du den här filen',
  'export.check.verify': 'På {{address}} kan alla få den här filen kontrollerad: om den är som den lämnades ut, och när det var.',
  'export.check.text': 'Texten kom från {{address}} {{date}}. Öppna fallbeskrivningen där för att se om den har ändrats.',

  'export.period': 'Period',
  'export.period.ongoing': 'sedan {{start}}',
  'export.period.closed': '{{start}} till {{end}}',
  'export.version.row': '{{label}}, {{date}}: {{reason}}',

  'export.said.label': 'Sagt av',
  'export.said.name': '{{name}}, {{sector}}',
  'export.said.typist': 'skrivet av {{typist}}',
  'export.said.unknownName': 'någon',
  'export.said.translated': 'översatt från {{language}}',
  'export.said.pasted': 'inklistrat',
  'export.said.imported': 'hämtat från ett dokument',

  'export.partner.brings': 'Bidrar med: {{what}}',
  'export.partner.gets': 'Får: {{what}}',
  'export.partner.since': 'Sedan {{date}}',

  'export.balance.section': 'Avsnitt',
  'export.balance.notConfirmed': 'Inte bekräftat',
  'export.balance.share': 'Lokalsamhällets andel',
  'export.balance.study': 'Hela fallbeskrivningen',
  'export.consent.evidence_one': '{{count, number}} underlag har utelämnats av samma skäl.',
  'export.consent.evidence_other': '{{count, number}} underlag har utelämnats av samma skäl.',
  'export.consent.passages_one':
    'Orden på {{count, number}} ställe har utelämnats: de skrevs ner åt någon som behåller dem i skrivgruppen.',
  'export.consent.passages_other':
    'Orden på {{count, number}} ställen har utelämnats: de skrevs ner åt personer som behåller dem i skrivgruppen.',
  'export.consent.nothingLeft': 'Inget har utelämnats för att samtycke saknas.',

  'export.words.leftOut': '[Ord har utelämnats här.]',
  'export.quote.leftOut': 'Ett citat har utelämnats här.',
  'export.evidence.leftOut': 'Ett underlag har utelämnats här.',
  'export.evidence.by': '{{kind}} från {{name}}',
  'export.evidence.method': 'Hur: {{what}}',
  'export.evidence.reviewed': 'Granskat i lokalsamhället',
  'export.reference.missing': 'Något som stod här har tagits bort.',

  'export.indicator.group': 'Grupp',
  'export.indicator.everyone': 'Alla',
  'export.indicator.baseline': 'Utgångsvärde',
  'export.indicator.latest': 'Senaste',
  'export.indicator.target': 'Mål',
  'export.indicator.people_one': '{{count, number}} räknad',
  'export.indicator.people_other': '{{count, number}} räknade',
  'export.indicator.unit': 'Enhet: {{unit}}',
  'export.indicator.source': 'Källa: {{source}} ({{quality}})',
  'export.limits': 'Begränsningar: {{limits}}',
  'export.indicator.none': 'Inget värde',

  'export.chart.balance': 'Vem som har sagt hur mycket i varje avsnitt',
  'export.chart.part': '{{title}} ({{part, number}} av {{parts, number}})',
  'export.chart.alt': 'Diagram: {{title}}. {{numbers}} Siffrorna står också i en tabell bredvid.',
  'export.chart.noWords': 'inga ord än',
  'export.chart.figures': 'Så har det ändrats: {{name}}',
  'export.indicator.when': 'När',
  'export.indicator.value': 'Värde',

  'export.decision.asked': '{{sector}} bad om',
  'export.decision.decided': '{{name}} beslutade',
  'export.decision.owner': 'Vem som ansvarar',
  'export.decision.due': 'Senast {{date}}',
  'export.decision.vote': 'Invånarna röstade: {{yes, number}} för, {{no, number}} emot, {{abstain, number}} avstod',
  'export.decision.changed': 'Det här ändrade planen.',
  'export.decision.unchanged': 'Det här ändrade inte planen.',
  'export.decisions.none': 'Inga beslut är införda än.',
  'export.partners.none': 'Inga parter är införda än.',

  'export.signOff.title': 'Godkännande',
  'export.signOff.none': 'Inte godkänd.',
  'export.signOff.version': 'version {{label}}',
  'export.check.json':
    'Samma innehåll som JSON-fil har den här kontrollsumman (SHA-256). Ladda ner JSON-filen från fallbeskrivningen och jämför.',

  'export.alternativeFormats': 'Behöver du det här i ett annat format eller på ett annat språk, kontakta: {{contact}}',
  'export.consentDate': 'Samtycken kontrollerade {{date}}. Ord kan återkallas efter detta datum; se den aktuella versionen.',
  'export.fictional': 'Det här är ett påhittat exempel. Platser, personer, organisationer och siffror finns inte.',

  'export.comments.title': 'Kommentarer',
  'export.comment.label': 'Kommentar {{number, number}}',
  'export.comment.author': '{{name}} ({{sector}})',
  'export.comment.resolved': 'Avslutad',
  'export.comments.left_one': '{{count, number}} kommentar är utelämnad, eftersom den som skrev den behåller den i skrivgruppen.',
  'export.comments.left_other': '{{count, number}} kommentarer är utelämnade, eftersom de som skrev dem behåller dem i skrivgruppen.',
}
