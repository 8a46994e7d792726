using System.Runtime.InteropServices;
using System.Text;

namespace Hale.Linting;

/// <summary>What a name of the file system stands for: the type bits of <c>st_mode</c> in POSIX's sys/stat.h.</summary>
internal enum UnixFileKind
{
    Unknown = 0,
    Pipe = 0x1000,
    CharacterDevice = 0x2000,
    Folder = 0x4000,
    BlockDevice = 0x6000,
    Regular = 0x8000,
    Link = 0xA000,
    Socket = 0xC000,
}

/// <summary>
/// Questions to a Unix that .NET Standard has no words for. They go to the library that the runtime itself asks
/// (https://github.com/dotnet/runtime/blob/main/src/native/libs/System.Native/pal_io.h), which looks the same on every Unix.
/// Without that library, and on Windows, nothing is known.
/// </summary>
internal static class UnixFiles
{
    private const string Library = "libSystem.Native";

    // FileStatus begins with two integers of 32 bits, flags and mode, and is much shorter than that.
    private const int LengthOfStatus = 256;
    private const int ModeOffset = 4;
    private const int KindMask = 0xF000;

    public static UnixFileKind KindOf(string path, bool followsLinks = true) => Ask(() =>
    {
        var status = new byte[LengthOfStatus];
        var result = followsLinks ? Stat(Utf8(path), status) : LinkStat(Utf8(path), status);
        return result == 0 ? (UnixFileKind)(BitConverter.ToInt32(status, ModeOffset) & KindMask) : UnixFileKind.Unknown;
    });

    /// <summary>The absolute path without any link in it; null when it leads nowhere.</summary>
    public static string? RealPath(string path) => Ask(() =>
    {
        var real = RealPath(Utf8(path));
        if (real == IntPtr.Zero)
            return null;
        var bytes = new List<byte>();
        while (Marshal.ReadByte(real, bytes.Count) is not 0 and var next)
            bytes.Add(next);
        Free(real);
        return Encoding.UTF8.GetString([.. bytes]);
    });

    private static T? Ask<T>(Func<T> question)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return default;
        try
        {
            return question();
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return default;
        }
    }

    private static byte[] Utf8(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport(Library, EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(byte[] path, byte[] status);

    [DllImport(Library, EntryPoint = "SystemNative_LStat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int LinkStat(byte[] path, byte[] status);

    [DllImport(Library, EntryPoint = "SystemNative_RealPath")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr RealPath(byte[] path);

    [DllImport(Library, EntryPoint = "SystemNative_Free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Free(IntPtr memory);
}
