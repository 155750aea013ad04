/**
 * Units that limits can be given in: codes of UN/ECE Recommendation 20 that a car plant measures in, and the signs that
 * plants write instead.
 */
export const units: ReadonlySet<string> = new Set([
  // Number, percent, per mille.
  ...['C62', 'EA', 'P1', 'NX'],
  // Force, torque, pressure, energy, power.
  ...['NEW', 'B47', 'NU', 'PAL', 'KPA', 'MPA', 'BAR', 'MBR', 'JOU', 'KJO', 'KWH', 'WTT', 'KWT'],
  // Length, area, volume, mass.
  ...['4H', 'MMT', 'CMT', 'MTR', 'KMT', 'MMK', 'CMK', 'MTK', 'MMQ', 'CMQ', 'MLT', 'LTR', 'MTQ', 'MGM', 'GRM', 'KGM'],
  // Angle, time, frequency, speed, acceleration.
  ...['DD', 'D61', 'D62', 'C81', 'C26', 'SEC', 'MIN', 'HUR', 'HTZ', 'KHZ', 'MHZ', 'RPM', 'KMH', 'MTS', 'MSK'],
  // Temperature, light, sound.
  ...['CEL', 'KEL', 'FAH', 'LUX', 'CDL', 'LUM', '2N'],
  // Electricity.
  ...['VLT', '2Z', 'KVT', 'AMP', '4K', 'AMH', 'OHM', 'E45', 'B49', 'B75', 'FAR', '4O', 'D33'],
  // Flow and leak.
  ...['L2', 'MQH'],
  // As plants write them.
  ...[
    'percent',
    'deg',
    'min',
    's',
    'ms',
    'mm',
    'µm',
    'ml',
    'l',
    'g',
    'kg',
    'N',
    'kN',
    'Nm',
    'bar',
    'kPa',
    'V',
    'mV',
    'A',
    'mA',
  ],
  ...['Ω', 'kΩ', 'MΩ', 'dB', 'Hz', 'cd', 'lx', '°C', 'km/h', 'm/s', 'rpm'],
])
