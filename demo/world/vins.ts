import { checkDigit } from '#platform/vin.ts'
import type { VehicleModel } from './models.ts'

// The year letter of 2001 to 2030: no I, O, Q, U, Z.
const yearLetters = '123456789ABCDEFGHJKLMNPRSTVWXY'
const plantLetters: Readonly<Record<string, string>> = {
  'PLANT-JINQIAO': 'S',
  'PLANT-YANTAI': 'Y',
  'PLANT-WUHAN': 'W',
  'PLANT-CADILLAC': 'C',
}

/** The VIN of the nth car of a model: maker, description, check digit, model year, plant, serial number. */
export function vinOf({ line, year }: VehicleModel, serial: number | string): string {
  const tail = `${yearLetters.charAt(year - 2001)}${plantLetters[line.plant] ?? 'A'}${String(serial).padStart(6, '0')}`
  return `${line.wmi}${line.vds}${checkDigit(`${line.wmi}${line.vds}0${tail}`)}${tail}`
}
