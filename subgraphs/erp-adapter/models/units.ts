const codes = {
  counts: 'C62 EA P1 NX',
  forcesAndEnergies: 'NEW B47 NU PAL KPA MPA BAR MBR JOU KJO KWH WTT KWT',
  sizesAndMasses: '4H MMT CMT MTR KMT MMK CMK MTK MMQ CMQ MLT LTR MTQ MGM GRM KGM',
  anglesTimesAndSpeeds: 'DD D61 D62 C81 C26 SEC MIN HUR HTZ KHZ MHZ RPM KMH MTS MSK',
  temperatureLightAndSound: 'CEL KEL FAH LUX CDL LUM 2N',
  electricity: 'VLT 2Z KVT AMP 4K AMH OHM E45 B49 B75 FAR 4O D33',
  flows: 'L2 MQH',
}

const signs = 'percent deg min s ms mm µm ml l g kg N kN Nm bar kPa V mV A mA Ω kΩ MΩ dB Hz cd lx °C km/h m/s rpm'

/**
 * Units that limits can be given in: codes of UN/ECE Recommendation 20 that a car plant measures in, and the signs that
 * plants write instead.
 */
export const units: ReadonlySet<string> = new Set([...Object.values(codes), signs].flatMap(each => each.split(' ')))
