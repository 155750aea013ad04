export type PlaceKind = 'PLANT' | 'STATION' | 'WAREHOUSE' | 'PORT' | 'DEALER'
export type Shop = 'BODY' | 'PAINT' | 'ASSEMBLY' | 'QUALITY'

/** A place; of one that was reported but never described only the id is known. */
export interface PlaceRow {
  readonly id: string
  readonly kind: PlaceKind | null
  readonly nameZh: string | null
  readonly nameEn: string | null
  readonly shop: Shop | null
  readonly plantId: string | null
  readonly dealerId: string | null
  readonly country: string | null
}

/** Stands for a place that was reported but never described. */
export const undescribed = (id: string): PlaceRow => ({
  id,
  kind: null,
  nameZh: null,
  nameEn: null,
  shop: null,
  plantId: null,
  dealerId: null,
  country: null,
})
