export type ProfileName = 'demo' | 'dev'

/** How large a world is. */
export interface Profile {
  readonly name: ProfileName
  /** Cars of ten years, with those that are being built. */
  readonly vehicles: number
  readonly builtPerYear: number
  readonly customers: number
  readonly dealers: number
  /** Leads per car sold in the last year: 12 in life, thinned in the small profile. */
  readonly leadsPerSale: number
}

export const profiles: Readonly<Record<ProfileName, Profile>> = {
  demo: { name: 'demo', vehicles: 3_000, builtPerYear: 300, customers: 2_600, dealers: 12, leadsPerSale: 4 },
  dev: { name: 'dev', vehicles: 50_000, builtPerYear: 5_000, customers: 42_000, dealers: 120, leadsPerSale: 12 },
}

export const isProfileName = (text: string): text is ProfileName => Object.hasOwn(profiles, text)
