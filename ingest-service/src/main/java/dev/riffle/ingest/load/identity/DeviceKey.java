package dev.riffle.ingest.load.identity;

/** A device id in its project, whether the device has sent anything by itself or not. */
record DeviceKey(int project, String deviceId) {}
