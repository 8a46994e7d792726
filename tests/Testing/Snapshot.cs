using System.Runtime.CompilerServices;
using Xunit;

namespace Hale.Testing;

/// <summary>Compares text with a file beside the test: <c>Class.Test.verified.txt</c>, as Verify names it.</summary>
public static class Snapshot
{
    /// <summary>Asserts that the text is the verified one. With ACCEPT_SNAPSHOTS=1 the file is written instead.</summary>
    public static void Match(string actual, [CallerFilePath] string testFile = "", [CallerMemberName] string test = "") =>
        MatchFile(actual, Path.ChangeExtension(testFile, $"{test}.verified.txt"));

    /// <summary>Asserts that the text is that of a file.</summary>
    public static void MatchFile(string actual, string verified)
    {
        var received = Path.ChangeExtension(verified, null);
        received = (received.EndsWith(".verified", StringComparison.Ordinal) ? received[..^".verified".Length] : received) + ".received.txt";
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
            File.WriteAllText(verified, actual);
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : "";
        if (expected == actual)
            File.Delete(received);
        else
            File.WriteAllText(received, actual);
        Assert.True(expected == actual, $"{verified} is not what was produced (see {received}). ACCEPT_SNAPSHOTS=1 dotnet test rewrites it.\n\n{actual}");
    }
}
