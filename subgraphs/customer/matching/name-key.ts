import { pinyin } from 'pinyin-pro'
import type { CustomerFacts } from '../profile/customer.ts'
import { plainText } from './plain-text.ts'

/** A person's name in Latin letters, its parts in the order of the alphabet, since people disagree which one leads. */
export function nameKey({ familyName, givenName }: Pick<CustomerFacts, 'familyName' | 'givenName'>): string | null {
  const parts = familyName !== null && givenName !== null ? [familyName, givenName] : partsOf(familyName ?? givenName)
  const key = parts
    .map((part, place) => plainText(latin(part, place === 0)))
    .filter(part => part !== '')
    .toSorted()
    .join(' ')
  return key === '' ? null : key
}

/** The parts of a name that was written into one field. */
function partsOf(name: string | null): string[] {
  if (name === null) return []
  const characters = [...name.normalize('NFKC').replaceAll(/\s/gu, '')]
  if (!/^\p{sc=Han}{2,4}$/u.test(characters.join(''))) return name.split(/[\s,]+/u)
  // A name of four characters mostly has a family name of two: 欧阳.
  const family = characters.length === 4 ? 2 : 1
  return [characters.slice(0, family).join(''), characters.slice(family).join('')]
}

// A character can be read otherwise as a family name: 单 is shan there, and dan elsewhere.
const latin = (part: string, family: boolean): string =>
  pinyin(part.normalize('NFKC'), {
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
    surname: family ? 'head' : 'off',
  }).join('')
