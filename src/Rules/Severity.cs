namespace Hale.Rules;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>An outage is one ordinary event away.</summary>
    Warning,

    /// <summary>It will lose data, block, or cause an outage by itself.</summary>
    Error,
}

/// <summary>How sure a rule is of its findings; SARIF calls it precision.</summary>
public enum Confidence
{
    /// <summary>Often a matter of opinion.</summary>
    Low,

    /// <summary>Usually right.</summary>
    Medium,

    /// <summary>Right unless something outside the input says otherwise.</summary>
    High,

    /// <summary>Follows from the input alone.</summary>
    VeryHigh,
}

/// <summary>When a rule speaks without being asked for by id.</summary>
public enum Activation
{
    /// <summary>In the default preset.</summary>
    On,

    /// <summary>In the default preset, but its notes only under the preset <c>all</c>.</summary>
    NotesOff,

    /// <summary>Only under the preset <c>all</c>.</summary>
    Off,
}
