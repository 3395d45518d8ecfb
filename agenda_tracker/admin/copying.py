"""Save as new: a copy of a record to go on with, that is not public, not reviewed, and has an address of its own."""

from typing import Any

from django.http import HttpRequest


class CopyAdmin:
    """With “Opslaan als nieuw”; `not_copied` are fields and inlines that belong to the original only."""

    save_as = True
    save_as_continue = True
    not_copied: tuple[str, ...] = ()

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        if request.method == "POST" and "_saveasnew" in request.POST:
            data = request.POST.copy()
            for name in self.not_copied:
                data.pop(name, None)
                for count in {f"{name}-TOTAL_FORMS", f"{name}-INITIAL_FORMS"} & data.keys():
                    data[count] = "0"
            self.freshen(data)
            request.POST = data  # type: ignore[assignment]
        return super().changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]

    def freshen(self, data: Any) -> None:
        """Fills in what the copy needs of its own."""
