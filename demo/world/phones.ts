import { scrambled } from './scramble.ts'

// Mobile prefixes of China Mobile, Unicom, Telecom and Broadnet.
const prefixes =
  '130 131 132 133 134 135 136 137 138 139 147 150 151 152 153 155 156 157 158 159 166 170 171 173 175 176 177 178 180 181 182 183 184 185 186 187 188 189 191 198 199'.split(
    ' ',
  )

/** The nth mobile number of China in E.164; no two are equal. */
export function mobileNumber(place: number): string {
  const code = scrambled(place * 7 + 3, prefixes.length * 10_000_000, 12_345_677)
  const prefix = prefixes[code % prefixes.length] ?? '138'
  return `+86${prefix}${String(Math.floor(code / prefixes.length) + 10_000_000).padStart(8, '0')}`
}
