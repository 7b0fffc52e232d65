"""What an operator may set, where it is kept, and what of it may be shown."""

from core.config.attendance import AttendanceSettings, ExportSettings, PayrollColumn
from core.config.cameras import CameraSettings, RegionSettings
from core.config.doors import (
    CommandRelay,
    DoorSettings,
    HttpRelay,
    ModbusRelay,
    MqttRelay,
    OsdpRelay,
    RelaySettings,
    SerialRelay,
    ShellyRelay,
    SimulatedRelay,
)
from core.config.files import cache_dir, default_data_dir, write_whole
from core.config.kiosk import KioskSettings
from core.config.masking import masked
from core.config.settings import (
    SETTINGS_FILE,
    SETTINGS_VERSION,
    DetectionSettings,
    RecognitionSettings,
    Settings,
    load_settings,
    save_settings,
)

__all__ = [
    "SETTINGS_FILE",
    "SETTINGS_VERSION",
    "AttendanceSettings",
    "CameraSettings",
    "CommandRelay",
    "DetectionSettings",
    "DoorSettings",
    "ExportSettings",
    "HttpRelay",
    "KioskSettings",
    "ModbusRelay",
    "MqttRelay",
    "OsdpRelay",
    "PayrollColumn",
    "RecognitionSettings",
    "RegionSettings",
    "RelaySettings",
    "SerialRelay",
    "Settings",
    "ShellyRelay",
    "SimulatedRelay",
    "cache_dir",
    "default_data_dir",
    "load_settings",
    "masked",
    "save_settings",
    "write_whole",
]
