using System.Text;

namespace Hale.Rules;

/// <summary>Texts that are part of the assembly: examples and tables.</summary>
internal static class EmbeddedText
{
    /// <exception cref="ArgumentException">There is no such text.</exception>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"There is no embedded text '{name}'.", nameof(name));
        using var bytes = new MemoryStream((int)stream.Length);
        stream.CopyTo(bytes);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).Replace("\r\n", "\n");
    }
}
