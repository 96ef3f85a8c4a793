/** What a board adds to its panel: wires and rates. */
export interface Board {
  readonly name: string;
  /** Name of the panel model it carries. */
  readonly panel: string;
  readonly framing: 'qspi' | 'spi';
  /** Rate of the bus. */
  readonly clockHz: number;
  /** Whether the panel's TE pin reaches the controller. */
  readonly te: boolean;
  /** Memory for two surfaces only: a host's frames are decoded straight into back, and nothing is shown over them. Not with TE: what waits for its slot would be drawn over. */
  readonly twoSurfaces?: boolean;
  /** Bus cycles a window costs before its first pixel: its commands and the driver's gaps. Calibrated, never below the framing's own. */
  readonly windowCycles: number;
}
