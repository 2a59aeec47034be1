using System.Runtime.InteropServices;

namespace SecAutomation.Storage;

/// <summary>
/// Where a file may not grow any more (<c>ulimit -f</c>), Unix ends the process by a signal; answered, the write fails
/// and is reported.
/// </summary>
internal static class FileSizeSignal
{
    // SIGXFSZ: the same number on Linux and macOS.
    private const PosixSignal FileSizeExceeded = (PosixSignal)25;

    // Kept for good: the signal is answered on another thread, which may come to it after the failed write has returned.
    private static readonly Lazy<PosixSignalRegistration?> s_registration = new(() =>
        OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(FileSizeExceeded, context => context.Cancel = true));

    public static void Answer() => _ = s_registration.Value;
}
