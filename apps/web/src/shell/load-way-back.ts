/** Only guests need it. */
export const loadWayBack = async () => import('./WayBackDialog.tsx').then(({ WayBackDialog }) => WayBackDialog)
