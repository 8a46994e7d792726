using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hale.Linting.Configuration;
using Hale.Rules;

namespace Hale.Cli.Reports;

/// <summary>The JSON schema of <c>hale.yaml</c>, from the table that its reader follows.</summary>
internal static class ConfigurationSchema
{
    public static void Write(TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            json.WriteString("title", "Configuration of Hale");
            Write(json, Settings.All);
            json.WriteEndObject();
        }

        output.Line(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, Shape shape)
    {
        switch (shape)
        {
            case ChoiceShape choice:
                WriteWords(json, "enum", choice.Words);
                break;
            case FlagShape:
                json.WriteString("type", "boolean");
                break;
            case TextShape:
                json.WriteString("type", "string");
                break;
            case CountShape count:
                json.WriteString("type", "integer");
                json.WriteNumber("minimum", count.Least);
                json.WriteNumber("maximum", count.Most);
                break;
            case DurationShape:
                json.WriteString("type", "string");
                json.WriteString("pattern", @"^([0-9]+(\.[0-9]*)?(h|ms|m|s|us|ns))+$");
                break;
            case VersionShape:
                WriteWords(json, "type", ["string", "number"]);
                json.WriteString("pattern", @"^v?[0-9]{1,3}\.[0-9]{1,3}(\.[0-9]{1,3})?$");
                break;
            case TextsShape:
                WriteWords(json, "type", ["string", "array"]);
                WriteObject(json, "items", () => json.WriteString("type", "string"));
                break;
            case GlobsShape:
                WriteWords(json, "type", ["string", "array"]);
                json.WriteNumber("minLength", 1);
                WriteObject(json, "items", () => Write(json, new TextShape()));
                break;
            case LabelsShape:
                json.WriteString("type", "object");
                WriteObject(json, "additionalProperties", () => json.WriteString("type", "string"));
                break;
            case RulesShape rules:
                WriteRules(json, rules);
                break;
            case ListShape list:
                json.WriteString("type", "array");
                WriteObject(json, "items", () => Write(json, list.Item));
                break;
            case SectionShape section:
                WriteSection(json, section);
                break;
        }
    }

    private static void WriteSection(Utf8JsonWriter json, SectionShape section)
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        if (section.Keys.Any(key => key.IsRequired))
            WriteWords(json, "required", section.Keys.Where(key => key.IsRequired).Select(key => key.Name));
        WriteObject(json, "properties", () =>
        {
            foreach (var key in section.Keys)
                WriteObject(json, key.Name, () => Describe(json, key.Description, key.Shape));
        });
    }

    private static void WriteRules(Utf8JsonWriter json, RulesShape shape)
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        WriteObject(json, "properties", () =>
        {
            foreach (var rule in RuleCatalog.All.Select(rule => rule.Info))
            {
                WriteObject(json, rule.Id, () => Describe(json, rule.Title, new ChoiceShape(shape.Words)));
                WriteObject(json, rule.Name, () => Describe(json, rule.Title, new ChoiceShape(shape.Words)));
            }
        });
    }

    private static void Describe(Utf8JsonWriter json, string description, Shape shape)
    {
        json.WriteString("description", description);
        Write(json, shape);
    }

    private static void WriteObject(Utf8JsonWriter json, string name, Action content)
    {
        json.WriteStartObject(name);
        content();
        json.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words)
            json.WriteStringValue(word);
        json.WriteEndArray();
    }
}
