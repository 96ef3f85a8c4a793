import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the natives of one MCU are compiled: with the vendor's headers, found as the Moddable SDK's own make finds them. */
export interface Chip {
  readonly name: string;
  /** Folder under `firmware/device/`. */
  readonly folder: string;
  /** Environment variable that says where the vendor's SDK is, and what that SDK is called. */
  readonly variable: string;
  readonly vendor: string;
  /** Compilers that will do, best first. */
  readonly compilers: readonly string[];
  readonly options: readonly string[];
  /** The engine's folder for the chip, and the SDK's make file with its header folders. */
  readonly engine: string;
  readonly make: string;
  /** Names by which the make file calls the vendor's folder, and what its other variables are. */
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  /** Further header folders, from the vendor's. */
  readonly more: readonly string[];
  /** Header folders that must not hide the compiler's own, where it is not the vendor's. */
  readonly last: readonly string[];
  /** Headers that a build generates. */
  readonly generated: Readonly<Record<string, string>>;
}

export const chips: readonly Chip[] = [
  {
    name: 'ESP32-S3',
    folder: 'esp32',
    variable: 'IDF_PATH',
    vendor: 'ESP-IDF',
    compilers: ['xtensa-esp32s3-elf-gcc', 'xtensa-esp-elf-gcc', 'arm-none-eabi-gcc'],
    // Another chip's compiler reads the headers as Espressif's does; it is asked for syntax and types only.
    options: ['-std=gnu17', '-D__XTENSA__', '-DESP_PLATFORM=1', '-DESP32=3'],
    engine: 'esp',
    make: 'make.esp32.mk',
    names: ['$(IDF_PATH)'],
    values: { ESP32_SUBCLASS: 'esp32s3', ESP32_BT_SUBCLASS: 'esp32', ESP_ARCH: 'xtensa' },
    // As manifests/esp32.json adds it.
    more: ['components/esp_driver_usb_serial_jtag/include'],
    last: ['components/esp_libc/platform_include'],
    generated: {
      // What the headers ask of a configuration: two cores, sleep without ticks, power management.
      'sdkconfig.h': [
        ...['IDF_TARGET "esp32s3"', 'IDF_TARGET_ESP32S3 1', 'IDF_TARGET_ARCH_XTENSA 1', 'LIBC_NEWLIB 1', 'PM_ENABLE 1'],
        ...['FREERTOS_HZ 1000', 'FREERTOS_NUMBER_OF_CORES 2', 'FREERTOS_MAX_TASK_NAME_LEN 16', 'SPIRAM 1'],
        ...['FREERTOS_USE_TICKLESS_IDLE 1', 'FREERTOS_IDLE_TIME_BEFORE_SLEEP 3', 'FREERTOS_IDLE_TASK_STACKSIZE 1536'],
        ...['FREERTOS_TIMER_TASK_STACK_DEPTH 2048', 'FREERTOS_TIMER_QUEUE_LENGTH 10', 'FREERTOS_TIMER_TASK_PRIORITY 1'],
        ...[
          'FREERTOS_QUEUE_REGISTRY_SIZE 0',
          'FREERTOS_THREAD_LOCAL_STORAGE_POINTERS 1',
          'FREERTOS_ISR_STACKSIZE 1536',
        ],
        ...['FREERTOS_TASK_NOTIFICATION_ARRAY_ENTRIES 1', 'LOG_MAXIMUM_LEVEL 3'],
      ]
        .map((line) => `#define CONFIG_${line}\n`)
        .join(''),
    },
  },
  {
    name: 'RP2350',
    folder: 'rp2',
    variable: 'PICO_SDK_PATH',
    vendor: 'Pico SDK',
    compilers: ['arm-none-eabi-gcc'],
    options: [
      ...['-std=gnu11', '-mcpu=cortex-m33', '-mthumb', '-march=armv8-m.main+fp+dsp', '-mfloat-abi=softfp', '-mcmse'],
      ...['-DPICO_RP2350=1', '-DPICO_PLATFORM=rp2350', '-DCFG_TUSB_MCU=OPT_MCU_RP2040', '-DCFG_TUSB_OS=OPT_OS_PICO'],
      ...['-DLIB_PICO_STDIO_USB=1', '-DPICO_BOARD="pico2"', '-DPICO_ON_DEVICE=1', '-DPICO_32BIT=1'],
    ],
    engine: 'pico',
    make: 'make.pico.mk',
    names: ['$(PICO_SDK_DIR)'],
    values: { PICO_SUBCLASS: 'rp2350' },
    more: ['src/rp2_common/hardware_dcp/include', 'src/rp2_common/hardware_rcp/include'],
    last: [],
    // The SDK keeps the generated ones: build/devices/pico/config.
    generated: {},
  },
];

/** The header folders of the vendor's SDK that the Moddable SDK's make file names, in its order. */
export function headerFolders(chip: Chip, moddable: string, vendor: string): string[] {
  const text = readFileSync(join(moddable, 'tools', 'mcconfig', chip.make), 'utf8');
  const folders = [...text.matchAll(/^\s*(\$\(\w+\))\/(\S+?)\s*\\?\s*$/gm)].flatMap(([, name = '', path = '']) => {
    if (!chip.names.includes(name)) return [];
    const named = path.replace(/\$\((\w+)\)/g, (_, variable: string) => chip.values[variable] ?? '-');
    return /(^|\/)(include|register|esp32s3|src|boot_picobin|config)(\/|$)/.test(named) ? [join(vendor, named)] : [];
  });
  return [...new Set([...folders, ...chip.more.map((path) => join(vendor, path))])];
}
