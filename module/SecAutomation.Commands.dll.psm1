# Never loaded. SecAutomation.Commands.dll is loaded by its name, not by its path, so that it is kept apart from other
# modules' packages; Test-ModuleManifest, and with it every gallery, wants to see a file of that name beside the manifest.
