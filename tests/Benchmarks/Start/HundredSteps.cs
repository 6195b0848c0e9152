using Stepwell;

namespace Benchmarks.Start;

// A hundred small steps, so that the start of an app of that size can be measured.
[Topic("hundred.started")]
public sealed record HundredStarted(int Number);

[Post("/hundred/1"), Emits<HundredStarted>]
public sealed class Hundred1Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/2"), Emits<HundredStarted>]
public sealed class Hundred2Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/3"), Emits<HundredStarted>]
public sealed class Hundred3Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/4"), Emits<HundredStarted>]
public sealed class Hundred4Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/5"), Emits<HundredStarted>]
public sealed class Hundred5Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/6"), Emits<HundredStarted>]
public sealed class Hundred6Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/7"), Emits<HundredStarted>]
public sealed class Hundred7Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/8"), Emits<HundredStarted>]
public sealed class Hundred8Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/9"), Emits<HundredStarted>]
public sealed class Hundred9Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/10"), Emits<HundredStarted>]
public sealed class Hundred10Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/11"), Emits<HundredStarted>]
public sealed class Hundred11Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/12"), Emits<HundredStarted>]
public sealed class Hundred12Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/13"), Emits<HundredStarted>]
public sealed class Hundred13Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/14"), Emits<HundredStarted>]
public sealed class Hundred14Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/15"), Emits<HundredStarted>]
public sealed class Hundred15Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/16"), Emits<HundredStarted>]
public sealed class Hundred16Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/17"), Emits<HundredStarted>]
public sealed class Hundred17Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/18"), Emits<HundredStarted>]
public sealed class Hundred18Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/19"), Emits<HundredStarted>]
public sealed class Hundred19Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/20"), Emits<HundredStarted>]
public sealed class Hundred20Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/21"), Emits<HundredStarted>]
public sealed class Hundred21Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/22"), Emits<HundredStarted>]
public sealed class Hundred22Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/23"), Emits<HundredStarted>]
public sealed class Hundred23Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/24"), Emits<HundredStarted>]
public sealed class Hundred24Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/25"), Emits<HundredStarted>]
public sealed class Hundred25Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/26"), Emits<HundredStarted>]
public sealed class Hundred26Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/27"), Emits<HundredStarted>]
public sealed class Hundred27Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/28"), Emits<HundredStarted>]
public sealed class Hundred28Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/29"), Emits<HundredStarted>]
public sealed class Hundred29Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/30"), Emits<HundredStarted>]
public sealed class Hundred30Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/31"), Emits<HundredStarted>]
public sealed class Hundred31Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/32"), Emits<HundredStarted>]
public sealed class Hundred32Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/33"), Emits<HundredStarted>]
public sealed class Hundred33Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/34"), Emits<HundredStarted>]
public sealed class Hundred34Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/35"), Emits<HundredStarted>]
public sealed class Hundred35Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/36"), Emits<HundredStarted>]
public sealed class Hundred36Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/37"), Emits<HundredStarted>]
public sealed class Hundred37Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/38"), Emits<HundredStarted>]
public sealed class Hundred38Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/39"), Emits<HundredStarted>]
public sealed class Hundred39Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/40"), Emits<HundredStarted>]
public sealed class Hundred40Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/41"), Emits<HundredStarted>]
public sealed class Hundred41Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/42"), Emits<HundredStarted>]
public sealed class Hundred42Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/43"), Emits<HundredStarted>]
public sealed class Hundred43Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/44"), Emits<HundredStarted>]
public sealed class Hundred44Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/45"), Emits<HundredStarted>]
public sealed class Hundred45Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/46"), Emits<HundredStarted>]
public sealed class Hundred46Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/47"), Emits<HundredStarted>]
public sealed class Hundred47Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/48"), Emits<HundredStarted>]
public sealed class Hundred48Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/49"), Emits<HundredStarted>]
public sealed class Hundred49Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[Post("/hundred/50"), Emits<HundredStarted>]
public sealed class Hundred50Api
{
    public void Handle(HundredStarted body, StepContext step) => step.Emit(body);
}

[On<HundredStarted>]
public sealed class Hundred1Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("1", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred2Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("2", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred3Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("3", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred4Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("4", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred5Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("5", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred6Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("6", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred7Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("7", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred8Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("8", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred9Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("9", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred10Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("10", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred11Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("11", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred12Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("12", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred13Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("13", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred14Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("14", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred15Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("15", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred16Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("16", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred17Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("17", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred18Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("18", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred19Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("19", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred20Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("20", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred21Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("21", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred22Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("22", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred23Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("23", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred24Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("24", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred25Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("25", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred26Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("26", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred27Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("27", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred28Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("28", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred29Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("29", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred30Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("30", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred31Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("31", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred32Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("32", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred33Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("33", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred34Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("34", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred35Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("35", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred36Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("36", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred37Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("37", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred38Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("38", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred39Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("39", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred40Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("40", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred41Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("41", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred42Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("42", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred43Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("43", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred44Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("44", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred45Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("45", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred46Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("46", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred47Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("47", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred48Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("48", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred49Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("49", e.Number);
}

[On<HundredStarted>]
public sealed class Hundred50Event
{
    public void Handle(HundredStarted e, StepContext step) => step.State.Set("50", e.Number);
}
