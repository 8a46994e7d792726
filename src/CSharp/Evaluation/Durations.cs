using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary><c>TimeSpan</c>, which grace periods and deadlines are often kept in.</summary>
internal static class Durations
{
    /// <summary>The result of a method of <c>TimeSpan</c>; null where it is not known.</summary>
    public static Value? Call(Call call)
    {
        if (!ValueTypes.IsTimeSpan(call.Method.ContainingType))
            return null;
        var name = call.Method.Name;
        if (name.StartsWith("From", StringComparison.Ordinal))
            return Of(call.Arguments, i => call.Passed[i].Parameter.Name is "value" ? name.Substring(4) : call.Passed[i].Parameter.Name);
        return name switch
        {
            "Add" when call.Arguments.Count == 1 => Calculate(BinaryOperatorKind.Add, call.Receiver!, call.Arguments[0]),
            "Subtract" when call.Arguments.Count == 1 => Calculate(BinaryOperatorKind.Subtract, call.Receiver!, call.Arguments[0]),
            _ => null,
        };
    }

    /// <summary>What a constructor makes of its arguments.</summary>
    public static Value From(List<Argument> arguments) =>
        Of([.. arguments.Select(argument => argument.Value)], i => arguments[i].Parameter.Name);

    private static Value Of(IReadOnlyList<Value> amounts, Func<int, string> unitOf)
    {
        var ticks = 0L;
        for (var i = 0; i < amounts.Count; i++)
        {
            if (TicksOf(amounts[i], unitOf(i)) is not { } more)
                return Value.Present("a length of time");
            ticks += more;
        }

        return new Duration(ticks);
    }

    // Whole milliseconds: of anything else, how it is rounded differs.
    private static long? TicksOf(Value amount, string unit)
    {
        if (amount is not Scalar { Content: long or double } number || TicksIn(unit) is not { } each)
            return null;
        var ticks = Numbers.ToDouble(number) * each;
        var isExact = number.Content is long || ticks % TimeSpan.TicksPerMillisecond == 0;
        return isExact && Math.Abs(ticks) < 1e15 ? (long)ticks : null;
    }

    private static long? TicksIn(string unit) => unit.ToUpperInvariant() switch
    {
        "DAYS" => TimeSpan.TicksPerDay,
        "HOURS" => TimeSpan.TicksPerHour,
        "MINUTES" => TimeSpan.TicksPerMinute,
        "SECONDS" => TimeSpan.TicksPerSecond,
        "MILLISECONDS" => TimeSpan.TicksPerMillisecond,
        "MICROSECONDS" => TimeSpan.TicksPerMillisecond / 1000,
        "TICKS" => 1,
        _ => null,
    };

    /// <summary>A sum or difference.</summary>
    public static Value Calculate(BinaryOperatorKind kind, Value left, Value right) => (left, right) switch
    {
        (Duration one, Duration other) when kind is BinaryOperatorKind.Add => new Duration(one.Ticks + other.Ticks),
        (Duration one, Duration other) when kind is BinaryOperatorKind.Subtract => new Duration(one.Ticks - other.Ticks),
        _ => Value.Present("a length of time"),
    };

    /// <summary>Which of two is longer.</summary>
    public static Value Compare(BinaryOperatorKind kind, Duration one, Duration other) => kind switch
    {
        BinaryOperatorKind.Equals => Value.Of(one.Ticks == other.Ticks),
        BinaryOperatorKind.NotEquals => Value.Of(one.Ticks != other.Ticks),
        _ => Numbers.Compare(kind, Value.Of(one.Ticks), Value.Of(other.Ticks)),
    };

    /// <summary>The value of a property; null where it is not known.</summary>
    public static Value? PartOf(Duration duration, string property)
    {
        var time = TimeSpan.FromTicks(duration.Ticks);
        return property switch
        {
            "TotalDays" => Value.Of(time.TotalDays),
            "TotalHours" => Value.Of(time.TotalHours),
            "TotalMinutes" => Value.Of(time.TotalMinutes),
            "TotalSeconds" => Value.Of(time.TotalSeconds),
            "TotalMilliseconds" => Value.Of(time.TotalMilliseconds),
            "Days" => Value.Of(time.Days),
            "Hours" => Value.Of(time.Hours),
            "Minutes" => Value.Of(time.Minutes),
            "Seconds" => Value.Of(time.Seconds),
            "Milliseconds" => Value.Of(time.Milliseconds),
            "Ticks" => Value.Of(time.Ticks),
            _ => null,
        };
    }
}
