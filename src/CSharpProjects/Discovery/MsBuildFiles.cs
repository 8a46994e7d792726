using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Hale.Linting;

namespace Hale.CSharp.Projects.Discovery;

/// <summary>
/// The properties and items that a project and the Directory.Build.props above it write down. Conditions, imports and targets
/// are not followed: what depends on them is left out.
/// </summary>
internal sealed class MsBuildFiles
{
    private const long MaximumLength = 1024 * 1024;

    private static readonly Regex Reference = new(@"\$\((?<name>[A-Za-z_][A-Za-z0-9_.-]*)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly Dictionary<string, string> _properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<XElement> _items = [];

    /// <param name="files">The files, the outermost first and the project last.</param>
    public MsBuildFiles(IEnumerable<string> files)
    {
        foreach (var root in files.Select(Load).OfType<XElement>())
        {
            Sdk = SdkOf(root);
            foreach (var group in root.Elements().Where(IsUnconditional))
            {
                if (group.Name.LocalName is "PropertyGroup")
                    AddProperties(group);
                else if (group.Name.LocalName is "ItemGroup")
                    _items.AddRange(group.Elements().Where(IsUnconditional));
            }
        }
    }

    /// <summary>The SDK that the project names; empty for a project of the old style, or one that cannot be read.</summary>
    public string Sdk { get; private set; } = "";

    public string Property(string name) => _properties.TryGetValue(name, out var value) ? value : "";

    public bool Is(string name, params string[] values) =>
        Array.Exists(values, value => value.Equals(Property(name), StringComparison.OrdinalIgnoreCase));

    /// <summary>The elements of one type of item.</summary>
    public IEnumerable<XElement> Items(string type) => _items.Where(item => item.Name.LocalName == type);

    /// <summary>What an attribute of items lists.</summary>
    public IReadOnlyList<string> Values(string type, string attribute) =>
        [.. Items(type).SelectMany(item => List(item.Attribute(attribute)?.Value))];

    /// <summary>The parts of a list that is written with semicolons.</summary>
    public IReadOnlyList<string> List(string? text) =>
        [.. Expand(text ?? "").Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim()).Where(part => part.Length > 0 && part.IndexOf("@(", StringComparison.Ordinal) < 0)];

    private void AddProperties(XElement group)
    {
        foreach (var property in group.Elements().Where(IsUnconditional))
            _properties[property.Name.LocalName] = Expand(property.Value.Trim());
    }

    private string Expand(string text)
    {
        try
        {
            return Reference.Replace(text, match => Property(match.Groups["name"].Value));
        }
        catch (RegexMatchTimeoutException)
        {
            return "";
        }
    }

    private static bool IsUnconditional(XElement element) => element.Attribute("Condition") is null;

    private static string SdkOf(XElement root) =>
        (root.Attribute("Sdk")?.Value
        ?? root.Elements().FirstOrDefault(element => element.Name.LocalName is "Sdk")?.Attribute("Name")?.Value
        ?? root.Elements().FirstOrDefault(element => element.Name.LocalName is "Import" && element.Attribute("Sdk") is not null)?.Attribute("Sdk")?.Value
        ?? "").Split('/')[0].Trim();

    // What is wrong with a project file the build says; Hale takes the defaults.
    private static XElement? Load(string path)
    {
        if (!RegularFile.Exists(path))
            return null;
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaximumLength)
                return null;
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root;
        }
        catch (Exception error) when (error is XmlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
