export function picturesPath(study: string): string {
  return `/api/studies/${encodeURIComponent(study)}/files`
}

/** What an `img` needs to show a picture of the study: a smaller one where the window is small. */
export function pictureSource(study: string, hash: string): { readonly src: string; readonly srcSet: string; readonly sizes: string } {
  const full = `${picturesPath(study)}/${encodeURIComponent(hash)}`
  return { src: full, srcSet: `${full}?size=small 800w, ${full} 2400w`, sizes: 'min(100vw, 45rem)' }
}
