import { plainText } from './plain-text.ts'

// The longest first, since each is taken off the end.
const chinese = /(股份有限公司|有限责任公司|集团有限公司|集团公司|有限公司|股份公司|公司|集团)$/u
const latin = new Set(
  `ab ag as bv co coltd company corp corporation gmbh group holding inc incorporated kg kgaa kk limited llc llp lp ltd nv
  ohg oy plc pte pty sa sarl sas se spa srl ug und`.split(/\s+/),
)

/** The name of an organisation without its legal form. */
export function companyKey(name: string): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('.', '')
    .split(/[^\p{L}\p{N}]+/u)
  const named = words.filter(word => word !== '')
  while (named.length > 1 && latin.has(named.at(-1) ?? '')) named.pop()
  const whole = plainText(named.join(''))
  return whole.replace(chinese, '') || whole
}
