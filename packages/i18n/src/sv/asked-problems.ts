import type { Translated } from '../messages.ts'
import type { askedProblems as en } from '../en/asked-problems.ts'

export const askedProblems: Translated<typeof en> = {
  'refusal.practice': 'En övningskopia är bara för dig. Starta en egen fallbeskrivning för att skriva tillsammans med andra.',
  'refusal.not-your-voice': 'Det här är någon annans ord. Bara den personen kan ändra dem.',
  'refusal.comments-closed': 'Det går inte att kommentera i den här fallbeskrivningen. En ansvarig kan öppna för kommentarer.',
  'refusal.thread-hidden': 'En ansvarig har dolt den här kommentaren, så ingen kan svara på den.',
  'refusal.not-your-words': 'Bara den som sade det här kan göra det.',
  'refusal.own-suggestion': 'Du gav det här förslaget, så någon annan avgör det.',
  'refusal.not-yours-to-decide':
    'Bara den som har sagt orden, eller lokalsamhällets ansvariga för delen, kan avgöra det här. Efter 14 dagar kan en ansvarig göra det.',
  'refusal.only-on-this-machine': 'Den här sidan är bara öppen på den maskin som Samskriv körs på.',
  'refusal.not-in-partnership': 'Det här är för dem som är med i en fallbeskrivning här. Be den som berättade om den att lägga till dig.',
  'refusal.not-partnership-steward': 'Bara en ansvarig för er samverkan kan göra det här.',
  'problem.unsupported-media-type': 'Vi kan inte läsa den här sortens fil.',
  'problem.method-not-allowed': 'Den här adressen kan inte användas på det sättet.',
  'problem.already-added': 'Personen är redan med i fallbeskrivningen.',
  'problem.last-steward': 'En fallbeskrivning måste ha minst en ansvarig. Gör någon annan ansvarig först.',
  'problem.unknown-invitation': 'Den här inbjudan finns inte längre. Någon annan kan ha tagit tillbaka den.',
  'problem.unknown-thread': 'Kommentaren finns inte, eller så är den inte till dig.',
  'problem.unknown-message': 'Meddelandet finns inte, eller så har det tagits bort.',
  'problem.words-gone': 'Orden du valde finns inte längre i texten. Det du skrev finns kvar här: du kan skicka det om hela avsnittet.',
  'problem.unknown-request': 'Den här förfrågan väntar inte längre. Någon annan kan ha svarat på den.',
  'problem.unknown-organisation': 'Vi hittar inte organisationen. Någon annan kan ha tagit bort den.',
  'problem.domain-taken': 'En annan organisation har redan den här e-postdomänen. Ta bort den där först.',
  'problem.contact-needed': 'Ange först vem deltagarna i den här fallbeskrivningen kan vända sig till. Sedan kan en öppen länk slås på.',
  'problem.section-has-words': 'Någon har skrivit i det här avsnittet, så det står kvar. Inget har ändrats.',
  'problem.too-many-sections': 'En fallbeskrivning kan ha 30 egna avsnitt. Använd ett av dem som finns.',
  'problem.changed-meanwhile': 'Någon annan ändrade det här medan du skrev. Inget är överskrivet, och det du skrev finns kvar här.',
  'problem.conflict': 'Någon annan ändrade det här samtidigt. Titta på det igen och försök en gång till.',
  'problem.words-changed':
    'De här orden har ändrats sedan du läste upp dem. Inget är bekräftat. Titta på dem igen och läs upp det som är nytt.',
  'problem.unknown-person': 'Vi hittar inte personen. Personen kan redan ha tagits bort.',
  'problem.pdf-unavailable': 'PDF är inte tillgängligt på den här maskinen. Ladda ner webbsidan (HTML), öppna den och skriv ut den.',
  'problem.export-too-heavy':
    'Filen tar för lång tid eller för mycket minne att göra, och gavs upp. Fallbeskrivningen är som den var. Välj färre avsnitt, eller en annan sorts fil, till exempel webbsidan.',
  'problem.unknown-format': 'Vi kan inte göra den här sortens fil. Välj en annan.',
  'problem.unknown-export': 'Vi hittar inte den här filen. Filer ligger kvar ett dygn efter att de gjordes: låt göra den på nytt.',
  'problem.export-outdated':
    'Sedan den här filen gjordes har någon bestämt något annat om sina ord eller sitt namn i den. Låt göra den på nytt.',
  'problem.unknown-file': 'Vi hittar inte den här bilden. Den kan ha tagits bort, eftersom den inte fanns någonstans i texten.',
  'problem.picture-too-large':
    'Den här bilden är större än 25 MB, så den skickades inte. Gör den mindre först, eller skicka den till dig själv med e-post i mindre storlek. Din text är trygg.',
  'problem.picture-too-many-pixels':
    'Den här bilden har för många punkter: mer än 100 miljoner. Gör den mindre och försök igen. Din text är trygg.',
  'problem.picture-broken':
    'Den här bilden går inte att läsa. Den kan vara skadad, eller så kopierades bara halva. Öppna den på din enhet, spara den på nytt som JPEG eller PNG och försök med den. Din text är trygg.',
  'problem.picture-is-heic':
    'Den här bilden har ett format som många datorer inte kan visa (HEIC eller AVIF). Spara eller dela den som JPEG först. På en iPhone: Inställningar, Kamera, Format, ”Mest kompatibelt”. Din text är trygg.',
  'problem.picture-is-svg':
    'SVG-teckningar kan innehålla program, så de tas inte emot. Spara teckningen som PNG och försök igen. Din text är trygg.',
  'problem.picture-is-pdf':
    'Det här är en PDF och inte en bild. Ta en bild av sidan på skärmen, eller spara sidan som PNG. Din text är trygg.',
  'problem.picture-unknown': 'Det här är inte en bild som vi kan visa. Välj en JPEG, PNG, WebP eller GIF. Din text är trygg.',
  'problem.pictures-full':
    'Den här fallbeskrivningen har inte plats för fler bilder. Ta bort bilder som inte behövs: efter 30 dagar är platsen ledig. Din text är trygg.',
  'problem.picture-not-stored': 'Vi kan inte spara bilden just nu, så ingenting sattes in. Din text är trygg. Försök igen om en stund.',
}
