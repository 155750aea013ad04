// The car whose whole story the README tells: nothing here depends on the seed.

/** The hero's VIN: a Buick Envision S of the model year 2025. */
export const heroVin = 'LRBFXCS17SS008826'
/** By which the plant knows it. */
export const heroProductionNumber = 'SGM24110007'
/** Its plate today. */
export const heroPlate = '沪A·8K216'
/** The phone of its owner, the second one. */
export const heroOwnerPhone = '+8613816042716'

/** A car that is ordered and scheduled, not yet begun: the capture examples move it through the plant. */
export const nextProductionNumber = 'SGM26110042'
