using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hale.Cli.Reports.Json;

/// <summary>How JSON is written for GitLab and reviewdog.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(IReadOnlyList<GitLabIssue>))]
[JsonSerializable(typeof(RdjsonResult))]
internal sealed partial class CiJson : JsonSerializerContext
{
    /// <summary>Keeps quotes and angle brackets readable: no browser embeds the text.</summary>
    public static CiJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
