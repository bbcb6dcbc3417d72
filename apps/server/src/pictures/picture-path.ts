/** Where a page of ours gets a picture of a study from, and a smaller one for phones. */
export function picturePath(study: string, hash: string): { readonly full: string; readonly small: string } {
  const full = `/api/studies/${study}/files/${hash}`
  return { full, small: `${full}?size=small` }
}
